//! Lists that come in pages, states that are waited for, and groups of actions, by an invented spec
//! and a service in this process.

#![deny(missing_docs, warnings)]

#[path = "../faults/capture.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod capture;
mod groups;
mod list_ends;
mod pagination;
mod tracking_tag;
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
