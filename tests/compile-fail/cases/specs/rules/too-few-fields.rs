ecm_client::api! {
    spec: "ecm-spec/tests/problems/too-few-fields.json",
    pub mod broken,
}

fn main() {}
