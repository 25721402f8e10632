ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-more.json",
    pub mod broken,
}

fn main() {}
