ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-missing-comma.json",
    pub mod broken,
}

fn main() {}
