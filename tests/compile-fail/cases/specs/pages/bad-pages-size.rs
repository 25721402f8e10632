ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-size.json",
    pub mod broken,
}

fn main() {}
