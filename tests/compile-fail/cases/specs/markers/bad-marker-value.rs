ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-marker-value.json",
    pub mod broken,
}

fn main() {}
