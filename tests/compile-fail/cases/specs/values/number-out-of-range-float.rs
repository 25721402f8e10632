ecm_client::api! {
    spec: "ecm-spec/tests/problems/number-out-of-range-float.json",
    pub mod broken,
}

fn main() {}
