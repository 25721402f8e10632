ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-action-group.json",
    pub mod broken,
}

fn main() {}
