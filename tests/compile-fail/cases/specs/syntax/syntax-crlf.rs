ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-crlf.json",
    pub mod broken,
}

fn main() {}
