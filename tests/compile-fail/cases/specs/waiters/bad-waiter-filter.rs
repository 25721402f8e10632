ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-filter.json",
    pub mod broken,
}

fn main() {}
