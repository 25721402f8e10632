ecm_client::api! {
    spec: "ecm-spec/tests/problems/rule-does-not-fit-equal-three.json",
    pub mod broken,
}

fn main() {}
