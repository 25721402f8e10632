ecm_client::api! {
    spec: "ecm-spec/tests/problems/impossible-rule-classes-none.json",
    pub mod broken,
}

fn main() {}
