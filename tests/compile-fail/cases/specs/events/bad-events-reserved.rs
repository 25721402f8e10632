ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-events-reserved.json",
    pub mod broken,
}

fn main() {}
