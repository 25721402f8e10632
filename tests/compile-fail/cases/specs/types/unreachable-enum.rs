ecm_client::api! {
    spec: "ecm-spec/tests/problems/unreachable-enum.json",
    pub mod broken,
}

fn main() {}
