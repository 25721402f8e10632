ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-client.json",
    pub mod broken,
}

fn main() {}
