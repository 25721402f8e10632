ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-no-next.json",
    pub mod broken,
}

fn main() {}
