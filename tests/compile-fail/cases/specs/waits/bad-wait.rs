ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait.json",
    pub mod broken,
}

fn main() {}
