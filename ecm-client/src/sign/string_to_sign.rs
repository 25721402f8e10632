//! The second step: the canonical request's hash, with its time and scope.

use super::digits::HexDigest;
use super::{ALGORITHM, CanonicalRequest, CredentialScope, SigningTime};

/// What the signing key is applied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringToSign(String);

impl StringToSign {
    /// The string to sign of a request.
    #[must_use]
    pub fn new(request: &CanonicalRequest, scope: &CredentialScope, time: &SigningTime) -> Self {
        let hash = HexDigest::sha256(request.as_str().as_bytes());
        let mut seconds = itoa::Buffer::new();
        Self(parts(seconds.format(time.seconds()), scope, hash.as_str()).concat())
    }

    /// The string itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the string consists of, to be put together or not.
pub(super) fn parts<'a>(
    seconds: &'a str,
    scope: &'a CredentialScope,
    hash: &'a str,
) -> [&'a str; 7] {
    [ALGORITHM, "\n", seconds, "\n", scope.as_str(), "\n", hash]
}
