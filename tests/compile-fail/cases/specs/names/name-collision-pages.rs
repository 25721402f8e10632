ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-pages.json",
    pub mod broken,
}

fn main() {}
