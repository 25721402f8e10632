ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-type-case.json",
    pub mod broken,
}

fn main() {}
