ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-key-body.json",
    pub mod broken,
}

fn main() {}
