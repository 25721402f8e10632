ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-events-pages.json",
    pub mod broken,
}

fn main() {}
