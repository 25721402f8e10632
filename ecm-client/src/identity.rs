//! Credentials, their providers and the errors of those.

mod key_pair;
mod provide;

pub use key_pair::Credentials;
pub(crate) use provide::CredentialsResult;
pub use provide::{CredentialsError, CredentialsProvider};
