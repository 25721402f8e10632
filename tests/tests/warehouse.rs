//! Lists that come in pages, states that are waited for, and groups of actions, by an invented spec
//! and a service in this process.

#![deny(missing_docs, warnings)]

#[path = "warehouse/groups.rs"]
mod groups;
#[path = "warehouse/marker.rs"]
mod marker;
#[path = "warehouse/pages.rs"]
mod pages;
#[path = "warehouse/waits.rs"]
mod waits;

ecm_client::api! {
    spec: "specs/warehouse-2024-03-31.json",
    /// The invented service.
    pub mod warehouse,
}
