ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rule-id-required-no.json",
    pub mod broken,
}

fn main() {}
