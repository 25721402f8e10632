ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rust-name-underscore.json",
    pub mod broken,
}

fn main() {}
