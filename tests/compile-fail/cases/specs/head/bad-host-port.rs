ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-host-port.json",
    pub mod broken,
}

fn main() {}
