ecm_client::api! {
    spec: "ecm-spec/tests/problems/impossible-rule-divisible.json",
    pub mod broken,
}

fn main() {}
