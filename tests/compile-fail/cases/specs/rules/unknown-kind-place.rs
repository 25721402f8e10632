ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-kind-place.json",
    pub mod broken,
}

fn main() {}
