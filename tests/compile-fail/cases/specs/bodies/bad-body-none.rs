ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-none.json",
    pub mod broken,
}

fn main() {}
