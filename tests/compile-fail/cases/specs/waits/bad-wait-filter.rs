ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-filter.json",
    pub mod broken,
}

fn main() {}
