ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-group-variants.json",
    pub mod broken,
}

fn main() {}
