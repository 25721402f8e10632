//! Processes that launch under the limit of one account, and take the same orders.

#![cfg(all(unix, any(feature = "sqlite", feature = "postgres")))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

#[cfg(feature = "postgres")]
#[path = "../src/postgres/tests/cluster.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod cluster;

mod account {
    mod child;
    mod parent;
    mod shared_journal;
}
