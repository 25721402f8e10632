ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-when.json",
    pub mod broken,
}

fn main() {}
