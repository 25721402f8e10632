ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rule-id-rate-no.json",
    pub mod broken,
}

fn main() {}
