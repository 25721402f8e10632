ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-wait.json",
    pub mod broken,
}

fn main() {}
