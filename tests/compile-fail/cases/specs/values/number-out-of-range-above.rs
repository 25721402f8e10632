ecm_client::api! {
    spec: "ecm-spec/tests/problems/number-out-of-range-above.json",
    pub mod broken,
}

fn main() {}
