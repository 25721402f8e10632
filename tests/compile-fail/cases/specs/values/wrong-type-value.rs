ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-value.json",
    pub mod broken,
}

fn main() {}
