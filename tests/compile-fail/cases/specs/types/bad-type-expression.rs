ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-type-expression.json",
    pub mod broken,
}

fn main() {}
