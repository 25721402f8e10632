ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-ids.json",
    pub mod broken,
}

fn main() {}
