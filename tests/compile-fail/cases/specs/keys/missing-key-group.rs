ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-group.json",
    pub mod broken,
}

fn main() {}
