ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rule-id-region-yes.json",
    pub mod broken,
}

fn main() {}
