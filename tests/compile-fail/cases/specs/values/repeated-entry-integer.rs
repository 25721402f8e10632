ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry-integer.json",
    pub mod broken,
}

fn main() {}
