ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-bounds.json",
    pub mod broken,
}

fn main() {}
