ecm_client::api! {
    spec: "ecm-spec/tests/problems/rule-does-not-fit-tokens.json",
    pub mod broken,
}

fn main() {}
