ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-no-items.json",
    pub mod broken,
}

fn main() {}
