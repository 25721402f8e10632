ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-tracking-tag-value.json",
    pub mod broken,
}

fn main() {}
