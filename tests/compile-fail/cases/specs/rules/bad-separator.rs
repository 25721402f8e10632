ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-separator.json",
    pub mod broken,
}

fn main() {}
