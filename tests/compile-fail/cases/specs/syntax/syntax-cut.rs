ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-cut.json",
    pub mod broken,
}

fn main() {}
