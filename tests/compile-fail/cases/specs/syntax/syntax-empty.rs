ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-empty.json",
    pub mod broken,
}

fn main() {}
