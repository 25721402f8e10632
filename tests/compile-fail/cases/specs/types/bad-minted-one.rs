ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-minted-one.json",
    pub mod broken,
}

fn main() {}
