ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination.json",
    pub mod broken,
}

fn main() {}
