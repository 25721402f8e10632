ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rust-name.json",
    pub mod broken,
}

fn main() {}
