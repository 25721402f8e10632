ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-tracking-tag-effect.json",
    pub mod broken,
}

fn main() {}
