ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-offset.json",
    pub mod broken,
}

fn main() {}
