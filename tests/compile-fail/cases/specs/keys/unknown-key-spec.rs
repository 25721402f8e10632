ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-key-spec.json",
    pub mod broken,
}

fn main() {}
