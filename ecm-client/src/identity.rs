//! Providers of credentials, and their errors.

mod provide;

pub(crate) use provide::CredentialsResult;
pub use provide::{CredentialsError, CredentialsProvider};
