ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-region.json",
    pub mod broken,
}

fn main() {}
