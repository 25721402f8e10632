//! First step: the canonical request, which both sides derive in the same way.

use std::borrow::Cow;
use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::digits::HexDigest;

/// Canonical request without the hash of its payload, reusable between requests.
#[derive(Clone)]
pub struct CanonicalHead {
    text: String,
    signed_headers: String,
    /// Hash of the text so far.
    hashed: Sha256,
}

impl CanonicalHead {
    /// Creates the head of a request to the path `/`.
    ///
    /// `query` is the encoded query string, empty for POST. `headers` are those to sign, in any
    /// order and case: names and values are lower-cased, values are trimmed, and all are sorted.
    #[must_use]
    pub fn new<'a>(
        method: &str,
        query: &str,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut headers: Vec<_> = headers
            .into_iter()
            .map(|(name, value)| (lower_case(name), lower_case(value.trim())))
            .collect();
        headers.sort();
        let mut signed_headers = String::with_capacity(64);
        for (name, _) in &headers {
            if !signed_headers.is_empty() {
                signed_headers.push(';');
            }
            signed_headers.push_str(name);
        }
        let mut text = String::with_capacity(512);
        for part in [method, "\n/\n", query, "\n"] {
            text.push_str(part);
        }
        for (name, value) in &headers {
            for part in [name, ":", value, "\n"] {
                text.push_str(part);
            }
        }
        for part in ["\n", &signed_headers, "\n"] {
            text.push_str(part);
        }
        let hashed = Sha256::new_with_prefix(&text);
        Self { text, signed_headers, hashed }
    }

    /// Returns the canonical request with this payload.
    #[must_use]
    pub fn with_payload(&self, payload: &[u8]) -> CanonicalRequest {
        let text = [self.text.as_str(), HexDigest::sha256(payload).as_str()].concat();
        CanonicalRequest { text, signed_headers: self.signed_headers.clone() }
    }

    /// Returns the hash of the canonical request with this payload, without building its text.
    pub(crate) fn hash_with(&self, payload: &[u8]) -> HexDigest {
        HexDigest::finalize_with(&self.hashed, HexDigest::sha256(payload).as_bytes())
    }

    /// The names of the signed headers with `;` between them.
    pub fn signed_headers(&self) -> &str {
        &self.signed_headers
    }
}

impl fmt::Debug for CanonicalHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The query of a GET may hold secrets.
        f.debug_struct("CanonicalHead")
            .field("signed_headers", &self.signed_headers)
            .finish_non_exhaustive()
    }
}

/// Request in canonical form.
///
/// Its `Debug` leaves the text out: a GET holds the request, and a POST a digest of it.
#[derive(Clone, PartialEq, Eq)]
pub struct CanonicalRequest {
    text: String,
    signed_headers: String,
}

impl CanonicalRequest {
    /// Creates the canonical form of a request to the path `/`.
    ///
    /// All arguments but the payload are as in [`CanonicalHead::new`].
    #[must_use]
    pub fn new<'a>(
        method: &str,
        query: &str,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        payload: &[u8],
    ) -> Self {
        CanonicalHead::new(method, query, headers).with_payload(payload)
    }

    /// Returns the canonical form as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The names of the signed headers with `;` between them.
    pub fn signed_headers(&self) -> &str {
        &self.signed_headers
    }
}

/// Lower-cases a text; nearly always it is lower case already.
fn lower_case(text: &str) -> Cow<'_, str> {
    match text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.to_lowercase()),
    }
}

impl fmt::Debug for CanonicalRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CanonicalRequest")
            .field("signed_headers", &self.signed_headers)
            .finish_non_exhaustive()
    }
}
