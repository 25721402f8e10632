ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-vocabulary.json",
    pub mod broken,
}

fn main() {}
