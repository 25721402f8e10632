//! Transports: they send a signed request and report what a failure proves.

mod address;
mod body;
mod connect;
mod failure;
mod http;
mod pools;
#[cfg(feature = "proxy")]
mod proxied;
mod request;
mod tls;

use ::http::HeaderMap;
use bytes::Bytes;

pub(crate) use address::{BaseUrl, RequestUrl, Scheme};
pub use failure::TransportError;
pub(crate) use http::HttpTransport;
pub(crate) use pools::PoolConfig;
#[cfg(feature = "proxy")]
pub(crate) use proxied::{ProxiedTransport, ProxyConfig};
pub(crate) use request::PRODUCT_TOKEN;
pub use request::{SendProgress, SignedRequest};

use crate::BoxFuture;

/// Sends a signed request to the service, once.
///
/// The client has an implementation over HTTP/1.1 and TLS; a test can supply one without sockets.
/// An implementation
///
/// - sends a request at most once, and follows no redirect;
/// - reads no more of an answer than [`SignedRequest::max_response_size`];
/// - says with [`TransportError::not_sent`] that *nothing* of the request can have reached the
///   service, and with [`TransportError::unknown`] everything else: an action that creates is sent
///   again after the one and never after the other;
/// - may leave time to the client, which drops the future when the attempt's time is over. What
///   that proves is for the [`SendProgress`] of the request to say.
pub trait Transport: Send + Sync {
    /// Sends a request and reads the whole response.
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;
}

/// HTTP response, from the service or from something in between.
#[derive(Clone, Debug)]
pub struct HttpResponse {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl HttpResponse {
    /// Creates a response with this HTTP status.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into() }
    }

    /// Sets the headers. Of all headers, the client reads `Date`.
    #[must_use]
    pub fn with_headers(mut self, headers: HeaderMap) -> Self {
        self.headers = headers;
        self
    }
}
