ecm_client::api! {
    spec: "ecm-spec/tests/problems/impossible-rule-no-classes.json",
    pub mod broken,
}

fn main() {}
