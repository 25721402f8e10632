ecm_client::api! {
    spec: "ecm-spec/tests/problems/syntax-comment.json",
    pub mod broken,
}

fn main() {}
