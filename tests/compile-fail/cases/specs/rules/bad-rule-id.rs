ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rule-id.json",
    pub mod broken,
}

fn main() {}
