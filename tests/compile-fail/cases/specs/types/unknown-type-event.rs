ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-type-event.json",
    pub mod broken,
}

fn main() {}
