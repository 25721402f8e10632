ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pagination-effect.json",
    pub mod broken,
}

fn main() {}
