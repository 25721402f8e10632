ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-no-next.json",
    pub mod broken,
}

fn main() {}
