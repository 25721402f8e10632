ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-tracking-tag-reserved.json",
    pub mod broken,
}

fn main() {}
