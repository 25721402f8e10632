ecm_client::api! {
    spec: "ecm-spec/tests/problems/no-identifier-foreign-letter.json",
    pub mod broken,
}

fn main() {}
