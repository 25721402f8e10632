ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rust-name-client.json",
    pub mod broken,
}

fn main() {}
