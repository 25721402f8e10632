//! Last step: the `Authorization` header.

use std::fmt;

use crate::{ALGORITHM, CanonicalRequest, CredentialScope, REDACTED, Signature};

/// Value of the `Authorization` header.
#[derive(Clone, PartialEq, Eq)]
pub struct Authorization {
    value: String,
    secret_id: usize,
    /// Length of the signature at the end.
    signature: usize,
}

impl Authorization {
    /// Length of the part before the secret id.
    const PREFIX_LENGTH: usize = ALGORITHM.len() + " Credential=".len();

    /// Creates the header of a signed request.
    #[must_use]
    pub fn new(
        secret_id: &str,
        scope: &CredentialScope,
        request: &CanonicalRequest,
        signature: &Signature,
    ) -> Self {
        Self::from_digits(secret_id, scope, request.signed_headers(), signature.expose())
    }

    pub(crate) fn from_digits(
        secret_id: &str,
        scope: &CredentialScope,
        signed_headers: &str,
        digits: &str,
    ) -> Self {
        let value = [
            ALGORITHM,
            " Credential=",
            secret_id,
            "/",
            scope.as_str(),
            ", SignedHeaders=",
            signed_headers,
            ", Signature=",
            digits,
        ];
        Self { value: value.concat(), secret_id: secret_id.len(), signature: digits.len() }
    }

    /// Returns the value to send, secrets included.
    pub fn expose(&self) -> &str {
        &self.value
    }

    /// Returns the value to send as plain text, which is no longer protected from being shown.
    #[must_use]
    pub fn into_exposed(self) -> String {
        self.value
    }

    /// Returns the value with placeholders for the secret id and the signature.
    #[must_use]
    pub fn redacted(&self) -> String {
        let start = self.value.get(..Self::PREFIX_LENGTH).unwrap_or_default();
        let end = self.value.len() - self.signature;
        let between = self.value.get(Self::PREFIX_LENGTH + self.secret_id..end).unwrap_or_default();
        [start, REDACTED, between, REDACTED].concat()
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.redacted())
    }
}
