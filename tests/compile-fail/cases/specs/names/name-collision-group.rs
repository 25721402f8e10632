ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-group.json",
    pub mod broken,
}

fn main() {}
