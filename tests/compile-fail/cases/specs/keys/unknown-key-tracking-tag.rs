ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-key-tracking-tag.json",
    pub mod broken,
}

fn main() {}
