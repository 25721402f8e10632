ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-rule.json",
    pub mod broken,
}

fn main() {}
