ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-format.json",
    pub mod broken,
}

fn main() {}
