ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry-wait.json",
    pub mod broken,
}

fn main() {}
