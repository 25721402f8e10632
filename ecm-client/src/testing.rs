//! Fixtures for the unit tests of this crate.

pub(crate) mod records;
pub(crate) mod scripted;
pub(crate) mod served;
pub(crate) mod socket;
