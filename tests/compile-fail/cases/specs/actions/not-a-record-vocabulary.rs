ecm_client::api! {
    spec: "ecm-spec/tests/problems/not-a-record-vocabulary.json",
    pub mod broken,
}

fn main() {}
