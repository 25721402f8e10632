ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-marker.json",
    pub mod broken,
}

fn main() {}
