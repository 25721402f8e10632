ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-total.json",
    pub mod broken,
}

fn main() {}
