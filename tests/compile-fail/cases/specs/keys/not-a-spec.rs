ecm_client::api! {
    spec: "ecm-spec/tests/problems/not-a-spec.json",
    pub mod broken,
}

fn main() {}
