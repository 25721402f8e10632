ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-error-rule.json",
    pub mod broken,
}

fn main() {}
