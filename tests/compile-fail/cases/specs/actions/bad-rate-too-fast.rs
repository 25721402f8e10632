ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rate-too-fast.json",
    pub mod broken,
}

fn main() {}
