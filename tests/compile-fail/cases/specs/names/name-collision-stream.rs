ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-stream.json",
    pub mod broken,
}

fn main() {}
