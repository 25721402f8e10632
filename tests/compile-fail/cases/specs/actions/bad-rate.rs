ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-rate.json",
    pub mod broken,
}

fn main() {}
