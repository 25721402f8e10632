ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-marker-pages.json",
    pub mod broken,
}

fn main() {}
