ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-more-and-last.json",
    pub mod broken,
}

fn main() {}
