ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-marker-items.json",
    pub mod broken,
}

fn main() {}
