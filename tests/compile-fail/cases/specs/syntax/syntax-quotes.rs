ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-quotes.json",
    pub mod broken,
}

fn main() {}
