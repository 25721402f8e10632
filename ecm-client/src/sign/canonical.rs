//! The first step: the request in the one form that both sides agree on.

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
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_lowercase()))
            .collect();
        headers.sort();
        let names: Vec<_> = headers.iter().map(|(name, _)| name.as_str()).collect();
        let signed_headers = names.join(";");
        let mut text = format!("{method}\n/\n{query}\n");
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
