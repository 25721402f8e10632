ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-fraction.json",
    pub mod broken,
}

fn main() {}
