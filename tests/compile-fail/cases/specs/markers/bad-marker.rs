ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-marker.json",
    pub mod broken,
}

fn main() {}
