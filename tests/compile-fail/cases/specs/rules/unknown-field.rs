ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field.json",
    pub mod broken,
}

fn main() {}
