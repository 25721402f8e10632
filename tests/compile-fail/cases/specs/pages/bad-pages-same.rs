ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-same.json",
    pub mod broken,
}

fn main() {}
