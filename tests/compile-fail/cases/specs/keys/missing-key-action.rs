ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-action.json",
    pub mod broken,
}

fn main() {}
