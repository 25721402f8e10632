ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-batch-of-one.json",
    pub mod broken,
}

fn main() {}
