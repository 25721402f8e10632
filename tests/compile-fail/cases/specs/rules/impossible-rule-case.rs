ecm_client::api! {
    spec: "ecm-spec/tests/problems/impossible-rule-case.json",
    pub mod broken,
}

fn main() {}
