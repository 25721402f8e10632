ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-surrogate.json",
    pub mod broken,
}

fn main() {}
