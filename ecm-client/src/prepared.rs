//! Signed request that can be looked at.

use std::fmt;

use bytes::Bytes;
use zeroize::{Zeroize as _, Zeroizing};

use crate::{SignedRequest, Violations};
use ecm_sign::REDACTED;

/// Signed request for inspection, made by [`Client::prepare`](crate::Client::prepare).
///
/// It is not sent: [`Client::send`](crate::Client::send) does that, with a signature of its own.
///
/// `Display` and `Debug` print the whole HTTP request with the signature, the token, the secret id
/// and secret fields as `[redacted]`. [`PreparedRequest::url`], [`PreparedRequest::headers`],
/// [`PreparedRequest::body`] and [`PreparedRequest::unredacted`] hide nothing.
#[derive(Clone)]
pub struct PreparedRequest {
    pub(crate) request: SignedRequest,
    pub(crate) steps: SigningSteps,
    pub(crate) redacted: RequestPreview,
    /// Length of a body that travels raw.
    pub(crate) raw_length: Option<u64>,
    pub(crate) warnings: Violations,
}

/// Intermediate texts of a signature; empty where the request is not signed.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct SigningSteps {
    /// Canonical request, which only version 3 signatures have.
    canonical_request: Option<Zeroizing<String>>,
    string_to_sign: Zeroizing<String>,
}

impl SigningSteps {
    pub(crate) fn new(canonical_request: Option<&str>, string_to_sign: &str) -> Self {
        let zeroizing = |text: &str| Zeroizing::new(text.to_owned());
        Self {
            canonical_request: canonical_request.map(zeroizing),
            string_to_sign: zeroizing(string_to_sign),
        }
    }

    /// Returns placeholders for all steps, with or without a canonical request.
    pub(crate) fn withheld(has_canonical_request: bool) -> Self {
        Self::new(has_canonical_request.then_some(REDACTED), REDACTED)
    }
}

/// Signed request as text, with the intermediate texts of its signature.
///
/// It comes redacted or not: see [`PreparedRequest::redacted`] and [`PreparedRequest::unredacted`].
/// Where secret fields are redacted, so is each text of the signature: it holds a digest of the
/// request, from which a short secret can be found by trying all of them.
#[derive(Clone, PartialEq, Eq)]
pub struct RequestPreview {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) raw_length: Option<u64>,
    pub(crate) steps: SigningSteps,
}

/// Moves a body to where it is wiped from memory when the last handle to it is dropped.
pub(crate) fn zeroizing_body(body: Vec<u8>) -> Bytes {
    Bytes::from_owner(ZeroizingBody(body))
}

/// Buffer that is wiped when dropped; the rest of its capacity was never written to.
struct ZeroizingBody(Vec<u8>);

impl AsRef<[u8]> for ZeroizingBody {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for ZeroizingBody {
    fn drop(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}

impl PreparedRequest {
    /// Returns the URL. In a GET it holds the whole request, secrets included.
    pub fn url(&self) -> &str {
        self.request.url()
    }

    /// Iterates over names, in lower case, and values of the headers, secrets included.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let headers = self.request.headers.iter();
        headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default()))
    }

    /// Returns the body, secrets included; empty in a GET and for a stream.
    pub fn body(&self) -> &[u8] {
        &self.request.body
    }

    /// Returns the request that a [`Transport`](crate::Transport) would be given, secrets included.
    pub fn request(&self) -> &SignedRequest {
        &self.request
    }

    /// Returns the request and the steps of its signature as text, with secrets as `[redacted]`.
    pub fn redacted(&self) -> &RequestPreview {
        &self.redacted
    }

    /// Returns the request and the steps of its signature as text, secrets included.
    #[must_use]
    pub fn unredacted(&self) -> RequestPreview {
        RequestPreview::new(&self.request, &self.steps, self.raw_length)
    }

    /// Returns the rules that the request breaks and that would not keep it from being sent.
    pub fn warnings(&self) -> &Violations {
        &self.warnings
    }
}

impl RequestPreview {
    /// Creates the text of a request; `raw_length` is that of a body that travels raw.
    pub(crate) fn new(
        request: &SignedRequest,
        steps: &SigningSteps,
        raw_length: Option<u64>,
    ) -> Self {
        let headers = request.headers.iter().map(|(name, value)| {
            (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned())
        });
        Self {
            method: request.method.to_string(),
            url: request.url().to_owned(),
            headers: headers.collect(),
            body: match raw_length {
                Some(length) => format!("[{length} bytes]"),
                None => String::from_utf8_lossy(&request.body).into_owned(),
            },
            raw_length,
            steps: steps.clone(),
        }
    }

    /// Returns the HTTP method.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Returns the URL, with the query of a GET.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Iterates over names, in lower case, and values of the headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns the body; empty in a GET. Bytes that are not UTF-8 are replaced.
    ///
    /// Of a body that travels raw it is the length, as in `[12 bytes]`.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Returns the length of a body that travels raw; `None` for any other.
    pub fn raw_length(&self) -> Option<u64> {
        self.raw_length
    }

    /// Returns the canonical request; `None` unless the signature is of version 3. It is
    /// `[redacted]` where secret fields are.
    pub fn canonical_request(&self) -> Option<&str> {
        self.steps.canonical_request.as_deref().map(String::as_str)
    }

    /// Returns the text that was signed; empty where there is no signature. It is `[redacted]` where
    /// secret fields are.
    pub fn string_to_sign(&self) -> &str {
        &self.steps.string_to_sign
    }
}

impl fmt::Debug for RequestPreview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whether there are secrets in it, nobody knows here.
        f.debug_struct("RequestPreview").field("method", &self.method).finish_non_exhaustive()
    }
}

impl fmt::Display for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RequestPreview { method, url, headers, body, .. } = &self.redacted;
        let query = url.split_once('?').map(|(_, query)| query);
        write!(f, "{method} {}", self.request.url.path())?;
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
