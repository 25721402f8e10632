ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-pagination-path.json",
    pub mod broken,
}

fn main() {}
