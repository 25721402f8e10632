ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-batch.json",
    pub mod broken,
}

fn main() {}
