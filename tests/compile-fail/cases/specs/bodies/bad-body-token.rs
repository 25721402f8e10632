ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-token.json",
    pub mod broken,
}

fn main() {}
