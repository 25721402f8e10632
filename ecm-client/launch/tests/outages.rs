//! Launches whose database is killed, cut off or full while they run.
//!
//! The ledger of the service is the judge: what each launch says of itself must be so, and in the end there is one
//! create per key. `ECM_SEED` sets the seed. Without PostgreSQL, each test says that it is skipped.

#![cfg(all(unix, feature = "postgres"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

#[path = "../src/postgres/tests/cluster.rs"]
mod cluster;

mod outages {
    mod bench;
    mod disk;
    mod server;
}
