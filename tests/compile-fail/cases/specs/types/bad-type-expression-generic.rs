ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-type-expression-generic.json",
    pub mod broken,
}

fn main() {}
