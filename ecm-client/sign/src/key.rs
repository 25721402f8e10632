//! Third step: the key of the day, and the signature of a string.

use std::fmt;

use zeroize::Zeroizing;

use crate::digits::HexDigest;
use crate::hmac::{self, HmacKey};
use crate::{CredentialScope, REDACTED, Secret, StringToSign};

/// Signing key for one service on one day; wiped from memory when dropped.
#[derive(Clone)]
pub struct SigningKey(HmacKey);

impl SigningKey {
    /// Derives the key of a scope.
    #[must_use]
    pub fn derive(secret_key: &Secret, scope: &CredentialScope) -> Self {
        let secret = Zeroizing::new([b"TC3", secret_key.expose().as_bytes()].concat());
        let of_date = hmac::sha256(&secret, scope.date().as_bytes());
        let of_service = hmac::sha256(&*of_date, scope.service().as_bytes());
        Self(HmacKey::new(&*hmac::sha256(&*of_service, CredentialScope::TERMINATOR.as_bytes())))
    }

    /// Signs a string.
    #[must_use]
    pub fn sign(&self, text: &StringToSign) -> Signature {
        Signature(self.sign_parts(&[text.as_str()]).as_str().to_owned())
    }

    /// Signs a string given in parts, without joining them.
    pub(crate) fn sign_parts(&self, parts: &[&str]) -> HexDigest {
        HexDigest::of(&self.0.sign(parts))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Signature, as hexadecimal digits or, in version 1, in Base64.
///
/// Whoever has it can send the request that it is for.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature(String);

impl Signature {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns the signature as unescaped text.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
