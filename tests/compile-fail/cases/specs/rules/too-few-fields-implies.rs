ecm_client::api! {
    spec: "ecm-spec/tests/problems/too-few-fields-implies.json",
    pub mod broken,
}

fn main() {}
