ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rule-id-off.json",
    pub mod broken,
}

fn main() {}
