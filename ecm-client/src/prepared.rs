//! The signed request that would be sent.

use std::fmt;

use bytes::Bytes;
use zeroize::Zeroize as _;

use crate::secret::REDACTED;
use crate::sign::{Authorization, CanonicalRequest, StringToSign, v1};
use crate::{SignedRequest, Violations};

/// The signed request that would be sent, to be looked at; sending it is for
/// [`Client::send`](crate::Client::send).
///
/// `Display` and `Debug` print the whole HTTP request with the signature, the token, the secret id
/// and secret fields as `[redacted]`; [`PreparedRequest::url`], [`PreparedRequest::headers`], [`PreparedRequest::body`]
/// and [`PreparedRequest::unredacted`] do not hide anything.
#[derive(Clone)]
pub struct PreparedRequest {
    pub(crate) request: SignedRequest,
    pub(crate) stages: Stages,
    pub(crate) shown: RequestText,
    pub(crate) warnings: Violations,
}

/// How a signature was made.
#[derive(Clone)]
pub(crate) enum Stages {
    /// Version 3.
    Headers { canonical: CanonicalRequest, text: StringToSign, authorization: Authorization },
    /// Version 1.
    Parameters { text: v1::StringToSign },
    /// Not at all: the action is sent without one.
    Unsigned,
}

/// A signed request as text, with the steps by which it was signed.
#[derive(Clone, PartialEq, Eq)]
pub struct RequestText {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) canonical_request: Option<String>,
    pub(crate) string_to_sign: String,
}

/// Puts a body where it is wiped from memory when the last handle to it is gone.
pub(crate) fn wiped(body: Vec<u8>) -> Bytes {
    Bytes::from_owner(Wiped(body))
}

/// What was written to it is wiped. The room behind that, of which there is much more, was only ever
/// kept free.
struct Wiped(Vec<u8>);

impl AsRef<[u8]> for Wiped {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}

impl PreparedRequest {
    /// Where it would go. In a GET this holds the whole request, secrets included.
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

    /// The request and the steps of its signature, secrets replaced.
    #[must_use]
    pub fn redacted(&self) -> &RequestText {
        &self.shown
    }

    /// The request and the steps of its signature, secrets included.
    #[must_use]
    pub fn unredacted(&self) -> RequestText {
        let (canonical_request, string_to_sign) = self.stages.to_text();
        let headers = self.headers().map(|(name, value)| (name.to_owned(), value.to_owned()));
        RequestText {
            method: self.request.method.to_string(),
            url: self.url().to_owned(),
            headers: headers.collect(),
            body: String::from_utf8_lossy(self.body()).into_owned(),
            canonical_request,
            string_to_sign,
        }
    }

    /// The rules that the request breaks and that would not keep it from being sent.
    #[must_use]
    pub fn warnings(&self) -> &Violations {
        &self.warnings
    }
}

impl Stages {
    /// The canonical request, where there is one, and the string to sign.
    pub(crate) fn to_text(&self) -> (Option<String>, String) {
        match self {
            Self::Headers { canonical, text, .. } => {
                (Some(canonical.as_str().to_owned()), text.as_str().to_owned())
            }
            Self::Parameters { text } => (None, text.as_str().to_owned()),
            Self::Unsigned => (None, String::new()),
        }
    }

    /// The value of a header as people may see it.
    pub(crate) fn header_for_people(&self, name: &str, value: &str) -> String {
        match (name, self) {
            ("authorization", Self::Headers { authorization, .. }) => authorization.redacted(),
            ("authorization", Self::Unsigned) => value.to_owned(),
            ("authorization" | "x-tc-token", _) => REDACTED.to_owned(),
            _ => value.to_owned(),
        }
    }
}

impl RequestText {
    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Where it goes, with the query of a GET.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Names, in lower case, and values of the headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The body; empty in a GET.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The canonical request, which only version 3 signatures have.
    #[must_use]
    pub fn canonical_request(&self) -> Option<&str> {
        self.canonical_request.as_deref()
    }

    /// What the key was applied to; empty where there is no signature.
    #[must_use]
    pub fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }
}

impl fmt::Debug for RequestText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whether there are secrets in it, nobody knows here.
        f.debug_struct("RequestText").field("method", &self.method).finish_non_exhaustive()
    }
}

impl fmt::Display for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RequestText { method, url, headers, body, .. } = &self.shown;
        let query = url.split_once('?').map(|(_, query)| query);
        write!(f, "{method} {}", self.request.target.path())?;
        query.map_or(Ok(()), |query| write!(f, "?{query}"))?;
        writeln!(f, " HTTP/1.1")?;
        for (name, value) in headers {
            writeln!(f, "{name}: {value}")?;
        }
        write!(f, "\n{body}")
    }
}

impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
