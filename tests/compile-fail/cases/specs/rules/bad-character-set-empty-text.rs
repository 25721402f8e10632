ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-character-set-empty-text.json",
    pub mod broken,
}

fn main() {}
