ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-minted-list.json",
    pub mod broken,
}

fn main() {}
