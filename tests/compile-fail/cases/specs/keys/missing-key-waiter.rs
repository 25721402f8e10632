ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-waiter.json",
    pub mod broken,
}

fn main() {}
