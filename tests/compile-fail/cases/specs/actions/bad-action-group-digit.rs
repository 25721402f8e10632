ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-action-group-digit.json",
    pub mod broken,
}

fn main() {}
