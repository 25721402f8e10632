ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-pages.json",
    pub mod broken,
}

fn main() {}
