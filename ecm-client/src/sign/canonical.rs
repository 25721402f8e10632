//! The first step: the request in the one form that both sides agree on.

use std::borrow::Cow;

use super::sha256_hex;

/// A request in canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanonicalRequest {
    text: String,
    signed_headers: String,
}

impl CanonicalRequest {
    /// The canonical form of a request to the path `/`.
    ///
    /// `query` is the encoded query string, empty for POST. `headers` are those to sign, in any
    /// order and case: names and values are lower-cased, values are trimmed, and all are sorted.
    #[must_use]
    pub fn new<'a>(
        method: &str,
        query: &str,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        payload: &[u8],
    ) -> Self {
        Self::with_payload_hash(method, query, headers, &sha256_hex(payload))
    }

    /// The same for a payload that is known by its hash in hexadecimal digits.
    #[must_use]
    pub fn with_payload_hash<'a>(
        method: &str,
        query: &str,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        payload_hash: &str,
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
        for part in ["\n", &signed_headers, "\n", payload_hash] {
            text.push_str(part);
        }
        Self { text, signed_headers }
    }

    /// The canonical form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The names of the signed headers with `;` between them.
    #[must_use]
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
