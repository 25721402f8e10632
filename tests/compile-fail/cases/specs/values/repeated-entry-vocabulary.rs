ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry-vocabulary.json",
    pub mod broken,
}

fn main() {}
