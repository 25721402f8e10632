ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry-group.json",
    pub mod broken,
}

fn main() {}
