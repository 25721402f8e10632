ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-control.json",
    pub mod broken,
}

fn main() {}
