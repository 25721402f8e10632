ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-effect.json",
    pub mod broken,
}

fn main() {}
