ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-group.json",
    pub mod broken,
}

fn main() {}
