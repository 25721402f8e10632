ecm_client::api! {
    spec: "ecm-spec/tests/problems/field-in-two-groups.json",
    pub mod broken,
}

fn main() {}
