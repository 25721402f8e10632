//! Bodies that travel raw, by an invented spec and a server in this process.

#![deny(missing_docs, warnings)]

mod bench;
mod calls;
mod documented;
mod streams;

ecm_client::api! {
    spec: "specs/attics-2024-09-01.json",
    /// The invented service.
    pub mod attics,
}
ecm_client::api! {
    spec: "specs/cls-2020-10-16.json",
    /// The one action of a real service that takes bytes.
    pub mod cls,
}
