ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-nan.json",
    pub mod broken,
}

fn main() {}
