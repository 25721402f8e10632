ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-header.json",
    pub mod broken,
}

fn main() {}
