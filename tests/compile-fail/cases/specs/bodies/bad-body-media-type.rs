ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-media-type.json",
    pub mod broken,
}

fn main() {}
