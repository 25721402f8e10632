ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-key-pages.json",
    pub mod broken,
}

fn main() {}
