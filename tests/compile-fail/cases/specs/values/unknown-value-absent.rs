ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-absent.json",
    pub mod broken,
}

fn main() {}
