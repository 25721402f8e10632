ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-character-set.json",
    pub mod broken,
}

fn main() {}
