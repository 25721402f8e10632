ecm_client::api! {
    spec: "ecm-spec/tests/problems/endless-record-itself.json",
    pub mod broken,
}

fn main() {}
