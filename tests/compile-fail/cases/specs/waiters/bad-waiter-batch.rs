ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-batch.json",
    pub mod broken,
}

fn main() {}
