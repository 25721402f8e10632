ecm_client::api! {
    spec: "ecm-spec/tests/problems/required-and-reserved.json",
    pub mod broken,
}

fn main() {}
