ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-marker-no-mark.json",
    pub mod broken,
}

fn main() {}
