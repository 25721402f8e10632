ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-items.json",
    pub mod broken,
}

fn main() {}
