ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-values.json",
    pub mod broken,
}

fn main() {}
