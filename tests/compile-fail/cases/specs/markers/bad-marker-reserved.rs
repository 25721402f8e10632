ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-marker-reserved.json",
    pub mod broken,
}

fn main() {}
