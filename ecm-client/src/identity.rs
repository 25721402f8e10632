//! Failures of credentials, pauses before they are asked for again, and times of expiry.

mod backoff;
mod error;
pub(crate) mod expiry;
mod origin;

pub(crate) use backoff::Backoff;
pub use error::CredentialsError;
pub(crate) use error::CredentialsResult;
pub(crate) use origin::Origin;
