ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-two-ids.json",
    pub mod broken,
}

fn main() {}
