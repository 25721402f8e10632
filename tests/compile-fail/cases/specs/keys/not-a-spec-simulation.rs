ecm_client::api! {
    spec: "ecm-spec/tests/problems/not-a-spec-simulation.json",
    pub mod broken,
}

fn main() {}
