ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-pages.json",
    pub mod broken,
}

fn main() {}
