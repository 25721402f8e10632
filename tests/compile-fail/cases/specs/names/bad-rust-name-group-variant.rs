ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rust-name-group-variant.json",
    pub mod broken,
}

fn main() {}
