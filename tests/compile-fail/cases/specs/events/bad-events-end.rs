ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-events-end.json",
    pub mod broken,
}

fn main() {}
