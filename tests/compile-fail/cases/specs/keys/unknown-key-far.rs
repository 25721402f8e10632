ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-key-far.json",
    pub mod broken,
}

fn main() {}
