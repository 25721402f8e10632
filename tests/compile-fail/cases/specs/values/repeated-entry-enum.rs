ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry-enum.json",
    pub mod broken,
}

fn main() {}
