ecm_client::api! {
    spec: "ecm-spec/tests/problems/duplicate-rule.json",
    pub mod broken,
}

fn main() {}
