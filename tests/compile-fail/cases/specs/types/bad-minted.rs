ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-minted.json",
    pub mod broken,
}

fn main() {}
