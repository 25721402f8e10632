ecm_client::api! {
    spec: "ecm-spec/tests/problems/number-out-of-range.json",
    pub mod broken,
}

fn main() {}
