ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-action-group-hyphen.json",
    pub mod broken,
}

fn main() {}
