ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-type-expression-empty.json",
    pub mod broken,
}

fn main() {}
