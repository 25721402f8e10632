//! The second step: the canonical request's hash, with its time and scope.

use super::{ALGORITHM, CanonicalRequest, Scope, SigningTime, sha256_hex};

/// What the signing key is applied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringToSign(String);

impl StringToSign {
    /// The string to sign of a request.
    #[must_use]
    pub fn new(request: &CanonicalRequest, scope: &Scope, time: &SigningTime) -> Self {
        let hash = sha256_hex(request.as_str().as_bytes());
        Self(format!("{ALGORITHM}\n{}\n{scope}\n{hash}", time.seconds()))
    }

    /// The string itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
