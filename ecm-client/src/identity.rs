//! Failures of credentials: those that cannot be had, and pauses before they are asked for again.

mod backoff;
mod error;

pub(crate) use backoff::Backoff;
pub use error::CredentialsError;
pub(crate) use error::CredentialsResult;
