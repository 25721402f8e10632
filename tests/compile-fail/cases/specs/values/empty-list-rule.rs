ecm_client::api! {
    spec: "ecm-spec/tests/problems/empty-list-rule.json",
    pub mod broken,
}

fn main() {}
