ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-null.json",
    pub mod broken,
}

fn main() {}
