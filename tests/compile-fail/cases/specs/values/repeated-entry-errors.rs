ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry-errors.json",
    pub mod broken,
}

fn main() {}
