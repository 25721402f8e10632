ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-two-fields.json",
    pub mod broken,
}

fn main() {}
