ecm_client::api! {
    spec: "ecm-spec/tests/problems/impossible-rule.json",
    pub mod broken,
}

fn main() {}
