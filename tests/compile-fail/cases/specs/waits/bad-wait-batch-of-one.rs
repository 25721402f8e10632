ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-batch-of-one.json",
    pub mod broken,
}

fn main() {}
