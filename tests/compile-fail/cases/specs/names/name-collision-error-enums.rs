ecm_client::api! {
    spec: "ecm-spec/tests/problems/name-collision-error-enums.json",
    pub mod broken,
}

fn main() {}
