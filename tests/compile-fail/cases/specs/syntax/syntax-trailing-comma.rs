ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-trailing-comma.json",
    pub mod broken,
}

fn main() {}
