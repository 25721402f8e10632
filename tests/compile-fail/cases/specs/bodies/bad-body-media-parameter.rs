ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-body-media-parameter.json",
    pub mod broken,
}

fn main() {}
