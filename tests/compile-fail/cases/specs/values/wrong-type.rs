ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type.json",
    pub mod broken,
}

fn main() {}
