//! Who signs: key pairs, what gives them, and why there is none.

mod key_pair;
mod provide;

pub use key_pair::Credentials;
pub(crate) use provide::CredentialsResult;
pub use provide::{CredentialsError, CredentialsProvider};
