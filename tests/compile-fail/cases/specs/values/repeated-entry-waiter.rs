ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry-waiter.json",
    pub mod broken,
}

fn main() {}
