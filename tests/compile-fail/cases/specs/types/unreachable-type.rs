ecm_client::api! {
    spec: "ecm-spec/tests/problems/unreachable-type.json",
    pub mod broken,
}

fn main() {}
