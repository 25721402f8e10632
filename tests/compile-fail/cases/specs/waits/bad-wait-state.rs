ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-state.json",
    pub mod broken,
}

fn main() {}
