ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-host.json",
    pub mod broken,
}

fn main() {}
