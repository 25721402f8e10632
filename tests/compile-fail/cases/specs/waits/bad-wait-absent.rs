ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-absent.json",
    pub mod broken,
}

fn main() {}
