ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-payload.json",
    pub mod broken,
}

fn main() {}
