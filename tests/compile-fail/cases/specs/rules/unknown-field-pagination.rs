ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-pagination.json",
    pub mod broken,
}

fn main() {}
