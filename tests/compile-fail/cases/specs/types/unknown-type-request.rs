ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-type-request.json",
    pub mod broken,
}

fn main() {}
