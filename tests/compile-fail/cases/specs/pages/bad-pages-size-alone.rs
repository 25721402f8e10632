ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-size-alone.json",
    pub mod broken,
}

fn main() {}
