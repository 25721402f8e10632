ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-minted-per.json",
    pub mod broken,
}

fn main() {}
