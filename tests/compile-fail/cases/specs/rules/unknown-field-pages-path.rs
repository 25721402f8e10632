ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-pages-path.json",
    pub mod broken,
}

fn main() {}
