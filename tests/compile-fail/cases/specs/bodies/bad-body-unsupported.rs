ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-unsupported.json",
    pub mod broken,
}

fn main() {}
