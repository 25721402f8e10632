ecm_client::api! {
    spec: "ecm-spec/tests/problems/impossible-rule-classes.json",
    pub mod broken,
}

fn main() {}
