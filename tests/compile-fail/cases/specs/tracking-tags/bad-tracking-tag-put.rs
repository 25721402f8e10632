ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-tracking-tag-put.json",
    pub mod broken,
}

fn main() {}
