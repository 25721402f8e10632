ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-minted-request.json",
    pub mod broken,
}

fn main() {}
