ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-events.json",
    pub mod broken,
}

fn main() {}
