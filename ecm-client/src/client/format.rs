//! Formats that a request can be sent in.

use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue, Method};

use crate::error::{Cause, Error, SizeLimit};
use crate::rt::ActionTable;
use ecm_sign::{CanonicalHead, v1};

/// Signature method of requests.
///
/// The service accepts all three; the first is stronger, allows the largest requests and is the
/// default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignatureMethod {
    /// `TC3-HMAC-SHA256`: the signature stands in a header, and a POST holds JSON.
    #[default]
    Tc3HmacSha256,
    /// `HmacSHA1`, of version 1: the signature stands among the parameters.
    HmacSha1,
    /// `HmacSHA256`, of version 1: the signature stands among the parameters.
    HmacSha256,
}

impl SignatureMethod {
    /// Algorithm of a version 1 signature; `None` for TC3.
    pub(super) fn version_1(self) -> Option<v1::Algorithm> {
        match self {
            Self::Tc3HmacSha256 => None,
            Self::HmacSha1 => Some(v1::Algorithm::HmacSha1),
            Self::HmacSha256 => Some(v1::Algorithm::HmacSha256),
        }
    }
}

/// HTTP method of requests.
///
/// Retries do not depend on it: an action that creates does so by GET as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HttpMethod {
    /// Parameters in the body; the default.
    #[default]
    Post,
    /// Parameters in the query of the URL, at most 32 KB.
    ///
    /// Servers and programs in between are more likely to log a URL than a body: unsuitable for
    /// requests that hold secrets.
    Get,
}

/// Headers that a `TC3-HMAC-SHA256` signature covers; the service accepts both sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignedHeaders {
    /// `content-type;host;x-tc-action`, as currently documented; the default.
    #[default]
    ContentTypeHostAction,
    /// `content-type;host`, as documented before and as the vendor's own clients sign.
    ContentTypeHost,
}

/// Format of a client's requests.
pub(super) struct RequestFormat {
    pub(super) signature: SignatureMethod,
    pub(super) method: HttpMethod,
    pub(super) signed_headers: SignedHeaders,
    pub(super) json: HeaderValue,
    /// Fixed nonce of version 1 signatures; random where it is `None`.
    pub(super) nonce: Option<u64>,
    /// Value of `User-Agent` and `X-TC-RequestClient`.
    pub(super) user_agent: HeaderValue,
    pub(super) language: Option<String>,
    /// Maximum size of a response body in bytes.
    pub(super) max_response_size: u64,
}

const KB: usize = 1024;
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

impl RequestFormat {
    pub(super) fn is_json(&self) -> bool {
        self.signature == SignatureMethod::Tc3HmacSha256 && self.method == HttpMethod::Post
    }

    pub(super) fn content_type(&self) -> HeaderValue {
        if self.is_json() { self.json.clone() } else { FORM }
    }

    pub(super) fn http_method(&self) -> Method {
        match self.method {
            HttpMethod::Post => Method::POST,
            HttpMethod::Get => Method::GET,
        }
    }

    /// Refuses a request that exceeds the service's size limit.
    pub(super) fn check_size(
        &self,
        action: &'static ActionTable,
        size: usize,
    ) -> Result<(), Error> {
        let (limit, only) = match (self.method, self.signature) {
            (HttpMethod::Get, _) => (32 * KB, " in a GET"),
            (HttpMethod::Post, SignatureMethod::Tc3HmacSha256) => (10 * KB * KB, ""),
            (HttpMethod::Post, SignatureMethod::HmacSha1 | SignatureMethod::HmacSha256) => {
                (KB * KB, " with a version 1 signature")
            }
        };
        match size > limit {
            true => {
                let limit = SizeLimit { limit, only };
                Err(Error::new(action, Cause::TooLarge { size, limit }))
            }
            false => Ok(()),
        }
    }

    /// Nonce that keeps version 1 signatures of the same second apart; `None` for TC3.
    pub(super) fn nonce(&self) -> Option<u64> {
        self.signature.version_1()?;
        // What is above zero and fits into 32 bits is understood by every server.
        Some(self.nonce.unwrap_or_else(|| u64::from(fastrand::u32(1..))))
    }

    /// Canonical request of a version 3 signature, without its payload.
    pub(super) fn canonical_head(
        &self,
        action: &'static ActionTable,
        headers: &HeaderMap,
        query: &str,
    ) -> CanonicalHead {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let content_type = (CONTENT_TYPE.as_str(), text(CONTENT_TYPE).unwrap_or_default());
        let host = (HOST.as_str(), text(HOST).unwrap_or_default());
        let action = match self.signed_headers {
            SignedHeaders::ContentTypeHostAction => Some(("x-tc-action", action.name)),
            SignedHeaders::ContentTypeHost => None,
        };
        let signed = [content_type, host].into_iter().chain(action);
        CanonicalHead::new(self.http_method().as_str(), query, signed)
    }
}
