ecm_client::api! {
    spec: "ecm-spec/tests/problems/empty-list-until.json",
    pub mod broken,
}

fn main() {}
