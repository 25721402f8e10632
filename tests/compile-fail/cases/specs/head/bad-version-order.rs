ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-version-order.json",
    pub mod broken,
}

fn main() {}
