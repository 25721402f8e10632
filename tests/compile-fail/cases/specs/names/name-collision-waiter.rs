ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-waiter.json",
    pub mod broken,
}

fn main() {}
