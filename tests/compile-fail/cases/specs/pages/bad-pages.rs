ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages.json",
    pub mod broken,
}

fn main() {}
