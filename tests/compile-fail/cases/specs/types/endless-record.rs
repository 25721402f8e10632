ecm_client::api! {
    spec: "ecm-spec/tests/problems/endless-record.json",
    pub mod broken,
}

fn main() {}
