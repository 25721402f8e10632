ecm_client::api! {
    spec: "ecm-spec/tests/problems/unreachable-action-group.json",
    pub mod broken,
}

fn main() {}
