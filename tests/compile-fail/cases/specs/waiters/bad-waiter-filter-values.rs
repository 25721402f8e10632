ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-filter-values.json",
    pub mod broken,
}

fn main() {}
