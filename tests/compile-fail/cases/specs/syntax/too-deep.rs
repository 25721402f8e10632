ecm_client::api! {
    spec: "ecm-spec/tests/problems/too-deep.json",
    pub mod broken,
}

fn main() {}
