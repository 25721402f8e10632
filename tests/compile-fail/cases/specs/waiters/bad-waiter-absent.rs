ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-absent.json",
    pub mod broken,
}

fn main() {}
