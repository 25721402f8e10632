ecm_client::api! {
    spec: "ecm-spec/tests/problems/empty-text-revision.json",
    pub mod broken,
}

fn main() {}
