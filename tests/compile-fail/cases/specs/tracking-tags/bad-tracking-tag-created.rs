ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-tracking-tag-created.json",
    pub mod broken,
}

fn main() {}
