ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-doc.json",
    pub mod broken,
}

fn main() {}
