ecm_client::api! {
    spec: "ecm-spec/tests/problems/impossible-rule-range.json",
    pub mod broken,
}

fn main() {}
