ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-marker-put.json",
    pub mod broken,
}

fn main() {}
