ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-list.json",
    pub mod broken,
}

fn main() {}
