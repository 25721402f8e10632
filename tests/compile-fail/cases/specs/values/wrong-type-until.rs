ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-until.json",
    pub mod broken,
}

fn main() {}
