ecm_client::api! {
    spec: "ecm-spec/tests/problems/duplicate-key.json",
    pub mod broken,
}

fn main() {}
