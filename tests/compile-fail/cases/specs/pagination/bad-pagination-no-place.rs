ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-no-place.json",
    pub mod broken,
}

fn main() {}
