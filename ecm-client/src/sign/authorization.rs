//! The last step: the header.

use std::fmt;

use super::{ALGORITHM, CanonicalRequest, Scope, Signature};
use crate::secret::REDACTED;

/// The value of the `Authorization` header.
#[derive(Clone, PartialEq, Eq)]
pub struct Authorization {
    value: String,
    shown: String,
}

impl Authorization {
    /// The header of a signed request.
    #[must_use]
    pub fn new(
        secret_id: &str,
        scope: &Scope,
        request: &CanonicalRequest,
        signature: &Signature,
    ) -> Self {
        let header = |secret_id: &str, signature: &str| {
            let signed_headers = request.signed_headers();
            format!(
                "{ALGORITHM} Credential={secret_id}/{scope}, SignedHeaders={signed_headers}, \
                 Signature={signature}"
            )
        };
        Self { value: header(secret_id, signature.expose()), shown: header(REDACTED, REDACTED) }
    }

    /// The value to send.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.value
    }

    /// The value with secret id and signature replaced.
    #[must_use]
    pub fn redacted(&self) -> &str {
        &self.shown
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}
