ecm_client::api! {
    spec: "ecm-spec/tests/problems/shared-request.json",
    pub mod broken,
}

fn main() {}
