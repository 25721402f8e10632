ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-kind.json",
    pub mod broken,
}

fn main() {}
