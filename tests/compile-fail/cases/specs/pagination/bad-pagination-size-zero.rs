ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-size-zero.json",
    pub mod broken,
}

fn main() {}
