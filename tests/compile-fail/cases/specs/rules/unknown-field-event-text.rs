ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-event-text.json",
    pub mod broken,
}

fn main() {}
