ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-no-items.json",
    pub mod broken,
}

fn main() {}
