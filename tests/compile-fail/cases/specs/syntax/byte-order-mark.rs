ecm_client::api! {
    spec: "ecm-spec/tests/problems/byte-order-mark.json",
    pub mod broken,
}

fn main() {}
