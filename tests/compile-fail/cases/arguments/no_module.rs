ecm_client::api! {
    spec: "tests/specs/workshop-2024-02-29.json",
}

fn main() {}
