ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-next.json",
    pub mod broken,
}

fn main() {}
