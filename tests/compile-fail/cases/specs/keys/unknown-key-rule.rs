ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-key-rule.json",
    pub mod broken,
}

fn main() {}
