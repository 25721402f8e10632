ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-type-elsewhere.json",
    pub mod broken,
}

fn main() {}
