ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-events-text.json",
    pub mod broken,
}

fn main() {}
