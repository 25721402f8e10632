ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body.json",
    pub mod broken,
}

fn main() {}
