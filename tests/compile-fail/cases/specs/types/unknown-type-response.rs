ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-type-response.json",
    pub mod broken,
}

fn main() {}
