ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-waiter.json",
    pub mod broken,
}

fn main() {}
