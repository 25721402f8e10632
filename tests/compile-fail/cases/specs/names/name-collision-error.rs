ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-error.json",
    pub mod broken,
}

fn main() {}
