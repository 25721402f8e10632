ecm_client::api! {
    spec: "tests/specs/workshop-2024-02-29.json",
    pub mod workshop,
    fingerprint: "0123456789abcdef",
}

fn main() {
    let _ = workshop::ResetRequest::new();
}
