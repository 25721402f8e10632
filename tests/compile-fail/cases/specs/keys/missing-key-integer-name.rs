ecm_client::api! {
    spec: "ecm-spec/tests/problems/missing-key-integer-name.json",
    pub mod broken,
}

fn main() {}
