ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-tracking-tag-items.json",
    pub mod broken,
}

fn main() {}
