ecm_client::api! {
    spec: "ecm-spec/tests/problems/impossible-rule-tokens.json",
    pub mod broken,
}

fn main() {}
