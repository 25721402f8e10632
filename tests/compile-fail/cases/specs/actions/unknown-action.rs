ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-action.json",
    pub mod broken,
}

fn main() {}
