ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry-cases.json",
    pub mod broken,
}

fn main() {}
