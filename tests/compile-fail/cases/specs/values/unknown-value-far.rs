ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-far.json",
    pub mod broken,
}

fn main() {}
