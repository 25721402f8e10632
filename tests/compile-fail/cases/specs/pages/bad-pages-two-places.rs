ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-two-places.json",
    pub mod broken,
}

fn main() {}
