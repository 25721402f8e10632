ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-action-tracking-tag.json",
    pub mod broken,
}

fn main() {}
