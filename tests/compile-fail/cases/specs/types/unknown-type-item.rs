ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-type-item.json",
    pub mod broken,
}

fn main() {}
