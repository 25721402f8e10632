ecm_client::api! {
    spec: "ecm-spec/tests/problems/number-out-of-range-one-of.json",
    pub mod broken,
}

fn main() {}
