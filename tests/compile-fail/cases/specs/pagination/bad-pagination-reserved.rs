ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-reserved.json",
    pub mod broken,
}

fn main() {}
