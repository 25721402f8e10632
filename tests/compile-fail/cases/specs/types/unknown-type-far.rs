ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-type-far.json",
    pub mod broken,
}

fn main() {}
