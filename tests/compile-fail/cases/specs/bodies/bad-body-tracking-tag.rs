ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-tracking-tag.json",
    pub mod broken,
}

fn main() {}
