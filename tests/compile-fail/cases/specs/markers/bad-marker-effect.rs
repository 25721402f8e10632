ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-marker-effect.json",
    pub mod broken,
}

fn main() {}
