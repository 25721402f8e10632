ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-effect.json",
    pub mod broken,
}

fn main() {}
