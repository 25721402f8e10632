ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision.json",
    pub mod broken,
}

fn main() {}
