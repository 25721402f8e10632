ecm_client::api! {
    spec: "ecm-spec/tests/problems/duplicate-key-escaped.json",
    pub mod broken,
}

fn main() {}
