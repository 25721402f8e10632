ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-generated-id-per-count.json",
    pub mod broken,
}

fn main() {}
