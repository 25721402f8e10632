ecm_client::api! {
    spec: "ecm-spec/tests/problems/not-a-record-scalar.json",
    pub mod broken,
}

fn main() {}
