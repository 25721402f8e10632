ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-required.json",
    pub mod broken,
}

fn main() {}
