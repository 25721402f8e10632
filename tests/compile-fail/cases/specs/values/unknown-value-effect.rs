ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-effect.json",
    pub mod broken,
}

fn main() {}
