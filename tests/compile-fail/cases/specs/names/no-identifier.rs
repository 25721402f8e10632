ecm_client::api! {
    spec: "ecm-spec/tests/problems/no-identifier.json",
    pub mod broken,
}

fn main() {}
