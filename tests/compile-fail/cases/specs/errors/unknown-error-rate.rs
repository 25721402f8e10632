ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-error-rate.json",
    pub mod broken,
}

fn main() {}
