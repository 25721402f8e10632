//! Signatures of Tencent Cloud requests: TC3-HMAC-SHA256 as typed steps, older ones in [`v1`].
//!
//! Each step is made from the one before, and each can be inspected on its own:
//!
//! ```
//! use ecm_sign::{Authorization, CanonicalRequest, CredentialScope, Secret, SigningKey, SigningTime};
//! use ecm_sign::StringToSign;
//!
//! let time = SigningTime::from_seconds(1_551_113_065)?;
//! let scope = CredentialScope::new(&time, "cvm");
//! let headers = [("Content-Type", "application/json"), ("Host", "cvm.tencentcloudapi.com")];
//! let request = CanonicalRequest::new("POST", "", headers, b"{}");
//! let text = StringToSign::new(&request, &scope, &time);
//! let key = SigningKey::derive(&Secret::from("the secret key"), &scope);
//! let header = Authorization::new("the secret id", &scope, &request, &key.sign(&text));
//! assert!(header.expose().starts_with("TC3-HMAC-SHA256 Credential=the secret id/2019-02-25/cvm/"));
//! # Ok::<(), ecm_sign::TimeOutOfRange>(())
//! ```
//!
//! A [`Signer`] takes all steps at once, without a text for each, and caches what does not change
//! between requests; the header is the same.

mod authorization;
mod canonical;
mod credentials;
mod digits;
mod hmac;
mod key;
mod parameters;
mod scope;
mod secret;
mod signer;
mod string_to_sign;
#[doc(hidden)]
pub mod timestamp;
pub mod v1;

pub use authorization::Authorization;
pub use canonical::{CanonicalHead, CanonicalRequest};
pub use credentials::Credentials;
#[doc(hidden)]
pub use credentials::text_problem;
#[cfg(test)]
pub(crate) use digits::hex;
pub use key::{Signature, SigningKey};
#[doc(hidden)]
pub use parameters::ESCAPED;
pub use parameters::Parameters;
pub use scope::{CredentialScope, SigningTime, TimeOutOfRange};
pub use secret::{REDACTED, Secret};
pub use signer::Signer;
pub use string_to_sign::StringToSign;

/// Name of the algorithm in headers.
pub const ALGORITHM: &str = "TC3-HMAC-SHA256";

#[cfg(test)]
mod tests;
