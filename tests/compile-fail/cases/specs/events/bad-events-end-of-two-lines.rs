ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-events-end-of-two-lines.json",
    pub mod broken,
}

fn main() {}
