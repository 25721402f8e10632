ecm_client::api! {
    spec: "ecm-spec/tests/problems/unusable-name-scalar.json",
    pub mod broken,
}

fn main() {}
