//! The forms that a request can be sent in.

use http::{HeaderValue, Method};

use crate::sign::v1;

/// How requests are signed. The service takes all three; the first is stronger, takes the largest
/// requests and is the default.
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
    /// The algorithm of a version 1 signature.
    pub(super) fn version_1(self) -> Option<v1::Algorithm> {
        match self {
            Self::Tc3HmacSha256 => None,
            Self::HmacSha1 => Some(v1::Algorithm::HmacSha1),
            Self::HmacSha256 => Some(v1::Algorithm::HmacSha256),
        }
    }
}

/// How requests are sent. What may be sent again does not depend on it: an action that creates does
/// so by GET as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HttpMethod {
    /// In the body; the default.
    #[default]
    Post,
    /// In the query of the URL, where there is room for 32 KB. Servers and programs on the way are
    /// more likely to keep a URL in a log than a body: not for requests with secrets in them.
    Get,
}

/// Which headers a `TC3-HMAC-SHA256` signature covers. The service takes both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignedHeaders {
    /// `content-type;host;x-tc-action`, as the documentation has it now; the default.
    #[default]
    ContentTypeHostAction,
    /// `content-type;host`, as it was before, and as the vendor's own clients sign.
    ContentTypeHost,
}

/// The form that a client sends its requests in.
pub(super) struct Form {
    pub(super) signature: SignatureMethod,
    pub(super) method: HttpMethod,
    pub(super) signed_headers: SignedHeaders,
    pub(super) json: HeaderValue,
}

/// What the service takes at most in each form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Room {
    pub(crate) limit: usize,
    /// Follows "more than the service takes", where there is a form with more room.
    pub(crate) only: &'static str,
}

const KB: usize = 1024;

impl Form {
    /// The type of JSON bodies, where nobody wants another.
    pub(super) const JSON: &str = "application/json; charset=utf-8";
    const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

    pub(super) fn is_json(&self) -> bool {
        self.signature == SignatureMethod::Tc3HmacSha256 && self.method == HttpMethod::Post
    }

    pub(super) fn content_type(&self) -> HeaderValue {
        if self.is_json() { self.json.clone() } else { Self::FORM }
    }

    pub(super) fn http_method(&self) -> Method {
        match self.method {
            HttpMethod::Post => Method::POST,
            HttpMethod::Get => Method::GET,
        }
    }

    pub(super) fn room(&self) -> Room {
        match (self.method, self.signature) {
            (HttpMethod::Get, _) => Room { limit: 32 * KB, only: " in a GET" },
            (HttpMethod::Post, SignatureMethod::Tc3HmacSha256) => {
                Room { limit: 10 * KB * KB, only: "" }
            }
            (HttpMethod::Post, SignatureMethod::HmacSha1 | SignatureMethod::HmacSha256) => {
                Room { limit: KB * KB, only: " with a version 1 signature" }
            }
        }
    }
}
