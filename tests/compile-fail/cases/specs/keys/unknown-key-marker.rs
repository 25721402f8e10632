ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-key-marker.json",
    pub mod broken,
}

fn main() {}
