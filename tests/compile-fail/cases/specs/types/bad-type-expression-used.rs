ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-type-expression-used.json",
    pub mod broken,
}

fn main() {}
