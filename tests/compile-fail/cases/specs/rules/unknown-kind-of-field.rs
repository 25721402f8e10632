ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-kind-of-field.json",
    pub mod broken,
}

fn main() {}
