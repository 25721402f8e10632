ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-events-error-half.json",
    pub mod broken,
}

fn main() {}
