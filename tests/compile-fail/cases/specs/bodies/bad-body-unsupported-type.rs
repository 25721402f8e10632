ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-unsupported-type.json",
    pub mod broken,
}

fn main() {}
