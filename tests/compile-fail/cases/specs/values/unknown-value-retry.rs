ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-retry.json",
    pub mod broken,
}

fn main() {}
