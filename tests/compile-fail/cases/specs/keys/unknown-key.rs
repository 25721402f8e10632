ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-key.json",
    pub mod broken,
}

fn main() {}
