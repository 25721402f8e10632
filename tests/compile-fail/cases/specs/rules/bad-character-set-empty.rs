ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-character-set-empty.json",
    pub mod broken,
}

fn main() {}
