ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-error.json",
    pub mod broken,
}

fn main() {}
