ecm_client::api! {
    spec: "ecm-spec/tests/problems/unusable-name-bidi.json",
    pub mod broken,
}

fn main() {}
