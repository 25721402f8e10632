ecm_client::api! {
    spec: "ecm-spec/tests/problems/empty-list.json",
    pub mod broken,
}

fn main() {}
