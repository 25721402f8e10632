ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-waiter-effect.json",
    pub mod broken,
}

fn main() {}
