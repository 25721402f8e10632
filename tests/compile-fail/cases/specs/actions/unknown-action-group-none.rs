ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-action-group-none.json",
    pub mod broken,
}

fn main() {}
