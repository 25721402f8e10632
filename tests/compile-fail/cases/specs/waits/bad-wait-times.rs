ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-times.json",
    pub mod broken,
}

fn main() {}
