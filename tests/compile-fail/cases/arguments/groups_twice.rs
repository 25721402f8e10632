ecm_client::api! {
    spec: "tests/specs/warehouse-2024-03-31.json",
    pub mod warehouse,
    groups: [crate],
    groups: [high-shelf],
}

fn main() {}
