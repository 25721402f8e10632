ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-offset.json",
    pub mod broken,
}

fn main() {}
