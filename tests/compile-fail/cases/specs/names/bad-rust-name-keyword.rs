ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rust-name-keyword.json",
    pub mod broken,
}

fn main() {}
