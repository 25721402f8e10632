ecm_client::api! {
    spec: "ecm-spec/tests/problems/unreachable-vocabulary.json",
    pub mod broken,
}

fn main() {}
