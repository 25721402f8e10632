//! The signed request that would be sent.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use reqwest::Url;
use zeroize::Zeroizing;

use crate::Violations;
use crate::secret::REDACTED;

/// The signed request that would be sent, to be looked at; sending it is for
/// [`Client::send`](crate::Client::send).
///
/// `Display` and `Debug` print the whole HTTP request with the signature, the token, the secret id
/// and secret fields as `[redacted]`; [`Prepared::headers`] and [`Prepared::body`] do not hide
/// anything.
#[derive(Clone)]
pub struct Prepared {
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) shown: Shown,
    pub(crate) warnings: Violations,
}

/// A body that is wiped from memory when the last handle to it is gone.
pub(crate) type Body = Bytes;

/// The parts that are shown in place of the true ones.
#[derive(Clone)]
pub(crate) struct Shown {
    pub(crate) authorization: String,
    pub(crate) body: String,
}

/// Puts a body where it is wiped after use.
pub(crate) fn wiped(body: Vec<u8>) -> Body {
    Bytes::from_owner(Zeroizing::new(body))
}

impl Prepared {
    /// Where it would go.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Names, in lower case, and values of the headers, secrets included.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default()))
    }

    /// The body, secrets included.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The rules that the request breaks and that would not keep it from being sent.
    #[must_use]
    pub fn warnings(&self) -> &Violations {
        &self.warnings
    }
}

impl fmt::Display for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "POST / HTTP/1.1")?;
        for (name, value) in self.headers() {
            let value = match name {
                "authorization" => &self.shown.authorization,
                "x-tc-token" => REDACTED,
                _ => value,
            };
            writeln!(f, "{name}: {value}")?;
        }
        write!(f, "\n{}", self.shown.body)
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
