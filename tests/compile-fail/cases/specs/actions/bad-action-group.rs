ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-action-group.json",
    pub mod broken,
}

fn main() {}
