ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-kind.json",
    pub mod broken,
}

fn main() {}
