ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-tracking-tag-prefix-empty.json",
    pub mod broken,
}

fn main() {}
