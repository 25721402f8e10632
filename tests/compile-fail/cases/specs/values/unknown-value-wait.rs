ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-wait.json",
    pub mod broken,
}

fn main() {}
