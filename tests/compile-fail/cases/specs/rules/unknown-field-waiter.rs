ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-waiter.json",
    pub mod broken,
}

fn main() {}
