ecm_client::api! {
    spec: "ecm-spec/tests/problems/impossible-rule-count.json",
    pub mod broken,
}

fn main() {}
