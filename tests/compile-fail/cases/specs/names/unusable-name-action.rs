ecm_client::api! {
    spec: "ecm-spec/tests/problems/unusable-name-action.json",
    pub mod broken,
}

fn main() {}
