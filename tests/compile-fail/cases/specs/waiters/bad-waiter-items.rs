ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-items.json",
    pub mod broken,
}

fn main() {}
