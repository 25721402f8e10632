ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-type.json",
    pub mod broken,
}

fn main() {}
