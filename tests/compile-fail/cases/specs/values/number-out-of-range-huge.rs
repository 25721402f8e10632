ecm_client::api! {
    spec: "ecm-spec/tests/problems/number-out-of-range-huge.json",
    pub mod broken,
}

fn main() {}
