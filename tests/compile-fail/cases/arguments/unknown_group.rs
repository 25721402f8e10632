ecm_client::api! {
    spec: "tests/specs/warehouse-2024-03-31.json",
    pub mod warehouse,
    groups: [hihg-shelf],
}

fn main() {
    // What was meant is there all the same.
    let _ = warehouse::ListEventsRequest::new();
}
