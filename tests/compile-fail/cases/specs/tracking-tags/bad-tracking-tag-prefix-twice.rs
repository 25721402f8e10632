ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-tracking-tag-prefix-twice.json",
    pub mod broken,
}

fn main() {}
