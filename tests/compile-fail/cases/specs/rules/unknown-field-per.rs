ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-per.json",
    pub mod broken,
}

fn main() {}
