ecm_client::api! {
    spec: "tests/specs/warehouse-2024-03-31.json",
    pub mod warehouse,
    actions: [MoveCrate],
    groups: [crate, crat, elsewhere],
}

fn main() {}
