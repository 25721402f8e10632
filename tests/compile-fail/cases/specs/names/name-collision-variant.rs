ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-variant.json",
    pub mod broken,
}

fn main() {}
