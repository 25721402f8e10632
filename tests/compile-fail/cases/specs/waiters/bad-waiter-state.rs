ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-state.json",
    pub mod broken,
}

fn main() {}
