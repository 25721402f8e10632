ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-item.json",
    pub mod broken,
}

fn main() {}
