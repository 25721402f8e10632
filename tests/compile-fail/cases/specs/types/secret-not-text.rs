ecm_client::api! {
    spec: "ecm-spec/tests/problems/secret-not-text.json",
    pub mod broken,
}

fn main() {}
