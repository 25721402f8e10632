//! Lists that come in pages, states that are waited for, and groups of actions, by an invented spec
//! and a service in this process.

#![deny(missing_docs, warnings)]

#[path = "faults/capture.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod capture;
#[path = "warehouse/groups.rs"]
mod groups;
#[path = "warehouse/list_ends.rs"]
mod list_ends;
#[path = "warehouse/pagination.rs"]
mod pagination;
#[path = "warehouse/tracking_tag.rs"]
mod tracking_tag;
#[path = "warehouse/waiters.rs"]
mod waiters;

ecm_client::api! {
    spec: "specs/warehouse-2024-03-31.json",
    /// The invented service.
    pub mod warehouse,
}
ecm_client::api! {
    spec: "specs/letters-2024-07-01.json",
    /// Another one.
    pub mod letters,
}
