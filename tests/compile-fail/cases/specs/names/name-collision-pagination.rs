ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-pagination.json",
    pub mod broken,
}

fn main() {}
