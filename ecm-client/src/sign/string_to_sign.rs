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
        let seconds = time.seconds().to_string();
        let (date, service) = (scope.date(), scope.service());
        let parts =
            [ALGORITHM, "\n", &seconds, "\n", date, "/", service, "/", Scope::END, "\n", &hash];
        Self(parts.concat())
    }

    /// The string itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
