ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-bytes.json",
    pub mod broken,
}

fn main() {}
