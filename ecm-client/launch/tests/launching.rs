//! Launches against the test server, with clocks that the tests move on.

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

#[path = "../../../tests/tests/faults/capture.rs"]
#[allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]
mod capture;

mod launching {
    pub(crate) mod fixture;
    mod identity;
    mod once;
    mod secrets;
    mod settling;
}
