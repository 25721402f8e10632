ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-more.json",
    pub mod broken,
}

fn main() {}
