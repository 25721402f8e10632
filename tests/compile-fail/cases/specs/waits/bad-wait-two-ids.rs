ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-two-ids.json",
    pub mod broken,
}

fn main() {}
