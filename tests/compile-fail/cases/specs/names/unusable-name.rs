ecm_client::api! {
    spec: "ecm-spec/tests/problems/unusable-name.json",
    pub mod broken,
}

fn main() {}
