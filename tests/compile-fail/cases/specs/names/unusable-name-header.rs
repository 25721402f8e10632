ecm_client::api! {
    spec: "ecm-spec/tests/problems/unusable-name-header.json",
    pub mod broken,
}

fn main() {}
