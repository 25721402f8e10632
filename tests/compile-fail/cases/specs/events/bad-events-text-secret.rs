ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-events-text-secret.json",
    pub mod broken,
}

fn main() {}
