ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-trailing-text.json",
    pub mod broken,
}

fn main() {}
