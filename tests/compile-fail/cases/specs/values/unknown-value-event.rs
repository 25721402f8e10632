ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-event.json",
    pub mod broken,
}

fn main() {}
