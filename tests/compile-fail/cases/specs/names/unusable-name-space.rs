ecm_client::api! {
    spec: "ecm-spec/tests/problems/unusable-name-space.json",
    pub mod broken,
}

fn main() {}
