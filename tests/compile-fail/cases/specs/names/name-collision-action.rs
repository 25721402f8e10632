ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-action.json",
    pub mod broken,
}

fn main() {}
