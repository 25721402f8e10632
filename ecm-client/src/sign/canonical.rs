//! The first step: the request in the one form that both sides agree on.

use std::borrow::Cow;
use std::fmt;

use sha2::{Digest as _, Sha256};

use super::digits::HexDigest;

/// A canonical request up to the hash of its payload: what requests to one host have in common, and
/// need not make again.
#[derive(Clone)]
pub struct CanonicalHead {
    text: String,
    signed_headers: String,
    /// The hash, as far as the text goes.
    hashed: Sha256,
}

impl CanonicalHead {
    /// The head of a request to the path `/`.
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

    /// The canonical request with this payload.
    #[must_use]
    pub fn with_payload(&self, payload: &[u8]) -> CanonicalRequest {
        let text = [self.text.as_str(), HexDigest::sha256(payload).as_str()].concat();
        CanonicalRequest { text, signed_headers: self.signed_headers.clone() }
    }

    /// The hash of the canonical request with this payload, which need not be put together for it.
    pub(super) fn hash_with(&self, payload: &[u8]) -> HexDigest {
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

/// A request in canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanonicalRequest {
    text: String,
    signed_headers: String,
}

impl CanonicalRequest {
    /// The canonical form of a request to the path `/`; what is not the payload is as in
    /// [`CanonicalHead::new`].
    #[must_use]
    pub fn new<'a>(
        method: &str,
        query: &str,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        payload: &[u8],
    ) -> Self {
        CanonicalHead::new(method, query, headers).with_payload(payload)
    }

    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The names of the signed headers with `;` between them.
    pub fn signed_headers(&self) -> &str {
        &self.signed_headers
    }
}

/// The text in lower case; nearly always it is already.
fn lower_case(text: &str) -> Cow<'_, str> {
    match text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.to_lowercase()),
    }
}
