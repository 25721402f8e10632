ecm_client::api! {
    spec: "ecm-spec/tests/problems/secret-not-text-list.json",
    pub mod broken,
}

fn main() {}
