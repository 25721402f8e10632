ecm_client::api! {
    spec: "ecm-spec/tests/problems/rule-does-not-fit-one-of.json",
    pub mod broken,
}

fn main() {}
