ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-action-marker.json",
    pub mod broken,
}

fn main() {}
