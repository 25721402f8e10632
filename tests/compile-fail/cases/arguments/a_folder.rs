ecm_client::api! {
    spec: "tests/specs",
    pub mod workshop,
}

fn main() {}
