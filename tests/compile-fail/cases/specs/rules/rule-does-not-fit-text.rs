ecm_client::api! {
    spec: "ecm-spec/tests/problems/rule-does-not-fit-text.json",
    pub mod broken,
}

fn main() {}
