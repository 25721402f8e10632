ecm_client::api! {
    spec: "ecm-spec/tests/problems/empty-text.json",
    pub mod broken,
}

fn main() {}
