ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-two-places.json",
    pub mod broken,
}

fn main() {}
