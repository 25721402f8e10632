ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value.json",
    pub mod broken,
}

fn main() {}
