ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-pages-total.json",
    pub mod broken,
}

fn main() {}
