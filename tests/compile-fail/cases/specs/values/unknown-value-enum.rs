ecm_client::api! {
    spec: "ecm-spec/tests/problems/unknown-value-enum.json",
    pub mod broken,
}

fn main() {}
