ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rust-name-group.json",
    pub mod broken,
}

fn main() {}
