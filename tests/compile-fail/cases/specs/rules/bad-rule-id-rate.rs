ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rule-id-rate.json",
    pub mod broken,
}

fn main() {}
