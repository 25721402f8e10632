//! Processes that are killed or frozen while they launch, and what others make of it.
//!
//! A child launches one key and stops at a point that the seed has chosen; there it is killed. Then this process
//! recovers all keys and launches again those that were not created. `ECM_CRASHES` sets the number of launches,
//! `ECM_SEED` the seed. Each test runs over an SQLite file and, as `tests/postgres/run.sh` asks for, over a PostgreSQL
//! server of its own.

#![cfg(all(unix, feature = "postgres", feature = "sqlite"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

#[macro_use]
#[path = "../src/journal/tests/forward.rs"]
mod forward;

#[path = "../src/postgres/tests/cluster.rs"]
mod cluster;

mod crashes {
    mod child;
    mod parent;
    mod place;
}
