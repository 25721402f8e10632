ecm_client::api! {
    spec: "ecm-spec/tests/problems/not-utf8.json",
    pub mod broken,
}

fn main() {}
