ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rust-name-variant.json",
    pub mod broken,
}

fn main() {}
