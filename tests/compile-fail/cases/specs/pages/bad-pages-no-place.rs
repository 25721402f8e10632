ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-no-place.json",
    pub mod broken,
}

fn main() {}
