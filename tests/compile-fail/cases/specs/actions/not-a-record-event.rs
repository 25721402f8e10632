ecm_client::api! {
    spec: "ecm-spec/tests/problems/not-a-record-event.json",
    pub mod broken,
}

fn main() {}
