ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-version.json",
    pub mod broken,
}

fn main() {}
