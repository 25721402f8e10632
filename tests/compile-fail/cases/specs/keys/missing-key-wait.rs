ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-wait.json",
    pub mod broken,
}

fn main() {}
