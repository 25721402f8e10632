ecm_client::api! {
    spce: "tests/specs/workshop-2024-02-29.json",
    pub mod workshop,
}

fn main() {}
