ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-root.json",
    pub mod broken,
}

fn main() {}
