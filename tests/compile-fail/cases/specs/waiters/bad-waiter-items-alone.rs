ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-items-alone.json",
    pub mod broken,
}

fn main() {}
