ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-waiter.json",
    pub mod broken,
}

fn main() {}
