ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-events-group.json",
    pub mod broken,
}

fn main() {}
