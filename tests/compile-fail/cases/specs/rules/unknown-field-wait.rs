ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-field-wait.json",
    pub mod broken,
}

fn main() {}
