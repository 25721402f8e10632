ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter.json",
    pub mod broken,
}

fn main() {}
