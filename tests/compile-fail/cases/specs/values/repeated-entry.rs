ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry.json",
    pub mod broken,
}

fn main() {}
