//! Launches with a PostgreSQL server of the test: it is killed, cut off or full while they run, connected to with TLS, and
//! searched for secrets.
//!
//! The ledger of the service is the judge: what each launch says of itself must be so, and in the end there is one
//! create per key. `ECM_SEED` sets the seed. `tests/postgres/run.sh` runs them.

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

#[path = "../../../tests/tests/faults/capture.rs"]
#[allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]
mod capture;

mod database {
    mod bench;
    mod disk;
    mod secrets;
    mod server;
    mod tls;
}
