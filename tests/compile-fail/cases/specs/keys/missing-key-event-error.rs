ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-event-error.json",
    pub mod broken,
}

fn main() {}
