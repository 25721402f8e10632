ecm_client::api! {
    spec: "ecm-spec/tests/problems/number-out-of-range-count.json",
    pub mod broken,
}

fn main() {}
