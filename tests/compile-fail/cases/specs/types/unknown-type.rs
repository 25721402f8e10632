ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-type.json",
    pub mod broken,
}

fn main() {}
