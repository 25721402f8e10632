ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-severity.json",
    pub mod broken,
}

fn main() {}
