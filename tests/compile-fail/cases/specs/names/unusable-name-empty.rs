ecm_client::api! {
    spec: "ecm-spec/tests/problems/unusable-name-empty.json",
    pub mod broken,
}

fn main() {}
