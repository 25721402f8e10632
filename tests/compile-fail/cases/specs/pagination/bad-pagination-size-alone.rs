ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-size-alone.json",
    pub mod broken,
}

fn main() {}
