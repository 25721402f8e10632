ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-spec.json",
    pub mod broken,
}

fn main() {}
