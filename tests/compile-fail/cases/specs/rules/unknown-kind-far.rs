ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-kind-far.json",
    pub mod broken,
}

fn main() {}
