ecm_client::api! {
    spec: "ecm-spec/tests/problems/bad-events-error-in-list.json",
    pub mod broken,
}

fn main() {}
