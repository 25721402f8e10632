ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-events.json",
    pub mod broken,
}

fn main() {}
