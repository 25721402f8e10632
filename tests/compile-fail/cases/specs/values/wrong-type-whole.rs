ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-whole.json",
    pub mod broken,
}

fn main() {}
