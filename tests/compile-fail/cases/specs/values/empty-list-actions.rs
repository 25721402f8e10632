ecm_client::api! {
    spec: "ecm-spec/tests/problems/empty-list-actions.json",
    pub mod broken,
}

fn main() {}
