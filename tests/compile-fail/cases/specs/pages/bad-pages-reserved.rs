ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-reserved.json",
    pub mod broken,
}

fn main() {}
