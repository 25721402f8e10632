ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-tracking-tag-created.json",
    pub mod broken,
}

fn main() {}
