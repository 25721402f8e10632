ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-group-path.json",
    pub mod broken,
}

fn main() {}
