ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-time.json",
    pub mod broken,
}

fn main() {}
