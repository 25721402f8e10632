ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-enum-value.json",
    pub mod broken,
}

fn main() {}
