ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-service.json",
    pub mod broken,
}

fn main() {}
