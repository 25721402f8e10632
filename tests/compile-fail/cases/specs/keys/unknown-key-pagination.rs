ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-key-pagination.json",
    pub mod broken,
}

fn main() {}
