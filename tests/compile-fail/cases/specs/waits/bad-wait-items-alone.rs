ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-wait-items-alone.json",
    pub mod broken,
}

fn main() {}
