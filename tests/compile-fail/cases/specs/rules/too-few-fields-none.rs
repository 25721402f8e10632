ecm_client::api! {
    spec: "ecm-spec/tests/problems/too-few-fields-none.json",
    pub mod broken,
}

fn main() {}
