ecm_client::api! {
    spec: "ecm-spec/tests/problems/unreachable-error.json",
    pub mod broken,
}

fn main() {}
