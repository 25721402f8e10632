ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-then.json",
    pub mod broken,
}

fn main() {}
