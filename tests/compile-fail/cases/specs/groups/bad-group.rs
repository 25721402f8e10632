ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-group.json",
    pub mod broken,
}

fn main() {}
