//! The signed request that would be sent.

use std::fmt;

use bytes::Bytes;
use zeroize::Zeroizing;

use crate::secret::REDACTED;
use crate::{SignedRequest, Violations};

/// The signed request that would be sent, to be looked at; sending it is for
/// [`Client::send`](crate::Client::send).
///
/// `Display` and `Debug` print the whole HTTP request with the signature, the token, the secret id
/// and secret fields as `[redacted]`; [`Prepared::headers`] and [`Prepared::body`] do not hide
/// anything.
#[derive(Clone)]
pub struct Prepared {
    pub(crate) request: SignedRequest,
    pub(crate) shown: Shown,
    pub(crate) warnings: Violations,
}

/// The parts that are shown in place of the true ones.
#[derive(Clone)]
pub(crate) struct Shown {
    pub(crate) authorization: String,
    pub(crate) body: String,
}

/// Puts a body where it is wiped from memory when the last handle to it is gone.
pub(crate) fn wiped(body: Vec<u8>) -> Bytes {
    Bytes::from_owner(Zeroizing::new(body))
}

impl Prepared {
    /// Where it would go.
    #[must_use]
    pub fn url(&self) -> &str {
        self.request.url()
    }

    /// Names, in lower case, and values of the headers, secrets included.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let headers = self.request.headers.iter();
        headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default()))
    }

    /// The body, secrets included.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.request.body
    }

    /// What a [`Transport`](crate::Transport) would be given.
    #[must_use]
    pub fn request(&self) -> &SignedRequest {
        &self.request
    }

    /// The rules that the request breaks and that would not keep it from being sent.
    #[must_use]
    pub fn warnings(&self) -> &Violations {
        &self.warnings
    }
}

impl fmt::Display for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {} HTTP/1.1", self.request.method, self.request.url.path())?;
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
