ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-common.json",
    pub mod broken,
}

fn main() {}
