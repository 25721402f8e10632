ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-minted-per-integer.json",
    pub mod broken,
}

fn main() {}
