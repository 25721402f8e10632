ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-group-variant.json",
    pub mod broken,
}

fn main() {}
