ecm_client::api! {
    spec: "ecm-spec/tests/problems/no-identifier-field.json",
    pub mod broken,
}

fn main() {}
