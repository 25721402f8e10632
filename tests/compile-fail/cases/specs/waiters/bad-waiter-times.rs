ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-times.json",
    pub mod broken,
}

fn main() {}
