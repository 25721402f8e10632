ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-tracking-tag-no-mark.json",
    pub mod broken,
}

fn main() {}
