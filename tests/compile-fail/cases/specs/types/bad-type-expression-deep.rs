ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-type-expression-deep.json",
    pub mod broken,
}

fn main() {}
