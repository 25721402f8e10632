ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-path.json",
    pub mod broken,
}

fn main() {}
