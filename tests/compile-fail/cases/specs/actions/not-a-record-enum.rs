ecm_client::api! {
    spec: "ecm-spec/tests/problems/not-a-record-enum.json",
    pub mod broken,
}

fn main() {}
