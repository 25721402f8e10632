ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-time.json",
    pub mod broken,
}

fn main() {}
