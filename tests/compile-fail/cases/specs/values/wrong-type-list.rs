ecm_client::api! {
    spec: "ecm-spec/tests/problems/wrong-type-list.json",
    pub mod broken,
}

fn main() {}
