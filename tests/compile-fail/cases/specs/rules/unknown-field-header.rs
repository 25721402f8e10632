ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-header.json",
    pub mod broken,
}

fn main() {}
