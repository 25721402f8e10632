//! Proxies: what they do to every kind of call, and which requests go to them.

#![deny(missing_docs, warnings)]

ecm_client::api! {
    spec: "specs/parrots-2024-08-01.json",
    /// The invented service, which answers with streams.
    pub mod parrots,
}

#[cfg(test)]
#[cfg(test)]
#[path = "../faults/capture.rs"]
#[allow(unreachable_pub, reason = "other programs use it too")]
mod capture;
#[cfg(test)]
#[allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]
mod logged;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod others;
