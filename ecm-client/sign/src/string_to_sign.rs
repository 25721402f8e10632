//! Second step: the string to sign.

use std::fmt;

use crate::digits::HexDigest;
use crate::{ALGORITHM, CanonicalRequest, CredentialScope, REDACTED, SigningTime};

/// String that the signing key is applied to: time, scope and the hash of the canonical request.
///
/// Its `Debug` leaves it out: whoever has the hash can try all values of a short secret.
#[derive(Clone, PartialEq, Eq)]
pub struct StringToSign(String);

impl StringToSign {
    /// Creates the string to sign of a request.
    #[must_use]
    pub fn new(request: &CanonicalRequest, scope: &CredentialScope, time: &SigningTime) -> Self {
        let hash = HexDigest::sha256(request.as_str().as_bytes());
        let mut seconds = itoa::Buffer::new();
        Self(parts(seconds.format(time.seconds()), scope, hash.as_str()).concat())
    }

    /// Returns the string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for StringToSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Returns the parts of the string, which need not be joined to be signed.
pub(crate) fn parts<'a>(
    seconds: &'a str,
    scope: &'a CredentialScope,
    hash: &'a str,
) -> [&'a str; 7] {
    [ALGORITHM, "\n", seconds, "\n", scope.as_str(), "\n", hash]
}
