ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-next.json",
    pub mod broken,
}

fn main() {}
