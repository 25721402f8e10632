ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-host-capitals.json",
    pub mod broken,
}

fn main() {}
