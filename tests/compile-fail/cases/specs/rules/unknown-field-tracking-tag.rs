ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-tracking-tag.json",
    pub mod broken,
}

fn main() {}
