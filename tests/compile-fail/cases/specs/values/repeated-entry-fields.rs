ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry-fields.json",
    pub mod broken,
}

fn main() {}
