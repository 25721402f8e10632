//! The last step: the header.

use std::fmt;

use super::{ALGORITHM, CanonicalRequest, Scope, Signature};
use crate::secret::REDACTED;

/// The value of the `Authorization` header.
#[derive(Clone, PartialEq, Eq)]
pub struct Authorization {
    value: String,
    /// How long the secret id in it is.
    secret_id: usize,
    /// How long the signature at its end is.
    signature: usize,
}

impl Authorization {
    /// What stands before the secret id.
    const START: usize = ALGORITHM.len() + " Credential=".len();

    /// The header of a signed request.
    #[must_use]
    pub fn new(
        secret_id: &str,
        scope: &Scope,
        request: &CanonicalRequest,
        signature: &Signature,
    ) -> Self {
        let signed_headers = request.signed_headers();
        let digits = signature.expose();
        let (date, service, end) = (scope.date(), scope.service(), Scope::END);
        let credential = [ALGORITHM, " Credential=", secret_id, "/", date, "/", service, "/", end];
        let signature = [", SignedHeaders=", signed_headers, ", Signature=", digits];
        let value = [credential.as_slice(), &signature].concat().concat();
        Self { value, secret_id: secret_id.len(), signature: digits.len() }
    }

    /// The value to send.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.value
    }

    /// The value with secret id and signature replaced.
    #[must_use]
    pub fn redacted(&self) -> String {
        let start = self.value.get(..Self::START).unwrap_or_default();
        let end = self.value.len() - self.signature;
        let between = self.value.get(Self::START + self.secret_id..end).unwrap_or_default();
        [start, REDACTED, between, REDACTED].concat()
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.redacted())
    }
}
