//! Fixtures for the unit tests of this crate.

pub(crate) mod capture;
pub(crate) mod certificates;
pub(crate) mod local_server;
pub(crate) mod records;
pub(crate) mod scripted;
pub(crate) mod socket;
