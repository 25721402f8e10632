ecm_client::api! {
    spec: "ecm-spec/tests/problems/impossible-rule-self.json",
    pub mod broken,
}

fn main() {}
