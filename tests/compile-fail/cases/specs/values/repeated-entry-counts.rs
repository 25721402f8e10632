ecm_client::api! {
    spec: "ecm-spec/tests/problems/repeated-entry-counts.json",
    pub mod broken,
}

fn main() {}
