ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-generated-id-list.json",
    pub mod broken,
}

fn main() {}
