ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-ids.json",
    pub mod broken,
}

fn main() {}
