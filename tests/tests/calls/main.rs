//! Calls over the wire: what is sent, what comes back, and what is said of it.

mod agreement;
#[path = "../network/trust/authority.rs"]
#[allow(dead_code, reason = "other programs use the rest")]
mod authority;
mod blocking;
mod end_to_end;
mod error_codes;
mod event_streams;
mod forms;
mod lifecycle;
mod mismatches;
mod newer;
mod raw_bodies;
mod reconcile;
mod reqwest_transport;
mod second_host;
mod simulation;
mod warehouse;
