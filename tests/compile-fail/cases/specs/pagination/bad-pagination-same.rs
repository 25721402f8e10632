ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-same.json",
    pub mod broken,
}

fn main() {}
