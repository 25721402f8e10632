ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-filter-values.json",
    pub mod broken,
}

fn main() {}
