ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-group.json",
    pub mod broken,
}

fn main() {}
