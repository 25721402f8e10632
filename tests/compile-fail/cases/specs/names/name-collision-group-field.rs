ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-group-field.json",
    pub mod broken,
}

fn main() {}
