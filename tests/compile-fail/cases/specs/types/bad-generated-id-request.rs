ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-generated-id-request.json",
    pub mod broken,
}

fn main() {}
