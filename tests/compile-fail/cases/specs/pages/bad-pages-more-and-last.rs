ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-more-and-last.json",
    pub mod broken,
}

fn main() {}
