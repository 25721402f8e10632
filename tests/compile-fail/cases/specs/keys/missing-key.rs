ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key.json",
    pub mod broken,
}

fn main() {}
