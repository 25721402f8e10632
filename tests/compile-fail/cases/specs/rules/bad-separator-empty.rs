ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-separator-empty.json",
    pub mod broken,
}

fn main() {}
