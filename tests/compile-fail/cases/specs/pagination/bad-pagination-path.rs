ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-path.json",
    pub mod broken,
}

fn main() {}
