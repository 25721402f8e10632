ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-key-action.json",
    pub mod broken,
}

fn main() {}
