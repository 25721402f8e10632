//! Transports: they send a signed request and report what a failure proves.

mod address;
mod body;
mod body_stream;
mod connect;
mod failure;
mod http;
mod pools;
#[cfg(feature = "proxy")]
mod proxy;
mod request;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod tls;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;

use ::http::header::CONTENT_TYPE;
use ::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use futures_core::Stream;
use futures_util::stream;

pub(crate) use address::{BaseUrl, RequestUrl, Scheme};
pub(crate) use body_stream::StreamClaim;
pub use body_stream::{BodyChunks, BodyStream};
pub(crate) use failure::NO_RUNTIME;
pub use failure::TransportError;
pub(crate) use http::HttpTransport;
pub(crate) use pools::PoolConfig;
#[cfg(feature = "proxy")]
pub(crate) use proxy::{ProxiedTransport, ProxyConfig};
pub(crate) use request::PRODUCT_TOKEN;
pub use request::{SendProgress, SignedRequest};
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
pub(crate) use tls::{Tls, TlsSettings};
pub use tls::{TlsVersion, TrustedRoots, tls_config};

use crate::BoxFuture;
use crate::error::NoValidResponse;

/// Sends a signed request to the service, once.
///
/// The client has an implementation over HTTP/1.1 and TLS; a test can supply one without sockets.
/// An implementation
///
/// - sends a request at most once, and follows no redirect;
/// - sends [`SignedRequest::body_stream`] where there is one, in place of [`SignedRequest::body`], with its
///   length as `Content-Length`;
/// - reads no more of an answer than [`SignedRequest::max_response_size`];
/// - says with [`TransportError::not_sent`] that *nothing* of the request can have reached the
///   service, and with [`TransportError::unknown`] everything else: an action that creates is sent
///   again after the one and never after the other;
/// - may leave time to the client, which drops the future when the attempt's time is over. What
///   that proves is for the [`SendProgress`] of the request to say;
/// - reuses connections or not; a response can tell by [`HttpResponse::on_poison`] how its
///   connection is kept from being used again.
pub trait Transport: Send + Sync {
    /// Sends a request and reads the whole response.
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;

    /// Sends a request and returns its response with a body that is read as it arrives.
    ///
    /// For responses that are streams of events; any other may be read whole. The default reads
    /// all of it, so that events come when the stream is over.
    fn open(
        &self,
        request: SignedRequest,
    ) -> BoxFuture<'_, Result<StreamedResponse, TransportError>> {
        Box::pin(async move { Ok(StreamedResponse::from(self.send(request).await?)) })
    }
}

/// Body of a response as it arrives.
pub(crate) type ResponseBody = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// HTTP response whose body is read as it arrives.
pub struct StreamedResponse {
    pub(crate) head: HttpResponse,
    pub(crate) body: ResponseBody,
}

impl StreamedResponse {
    /// Creates a response of a head, whose own body is empty, and the chunks of the body.
    ///
    /// The chunks end where the body's framing says so; a connection that breaks before is an error.
    pub fn new(
        head: HttpResponse,
        body: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self { head, body: Box::pin(body) }
    }

    /// Reads the whole body, up to the limit.
    pub(crate) async fn collect(self, limit: u64) -> Result<HttpResponse, TransportError> {
        let Self { mut head, body: mut chunks } = self;
        let mut body = Vec::new();
        while let Some(chunk) = poll_fn(|context| chunks.as_mut().poll_next(context)).await {
            let chunk = chunk?;
            if (body.len() + chunk.len()) as u64 > limit {
                return Err(TransportError::oversized());
            }
            body.extend_from_slice(&chunk);
        }
        head.body = body.into();
        Ok(head)
    }
}

impl From<HttpResponse> for StreamedResponse {
    fn from(mut head: HttpResponse) -> Self {
        let body = std::mem::take(&mut head.body);
        Self::new(head, stream::iter([Ok(body)]))
    }
}

/// Returns true if the headers say that the body is a stream of events.
pub(crate) fn is_event_stream(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("text/event-stream")
}

impl fmt::Debug for StreamedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamedResponse").field("head", &self.head).finish_non_exhaustive()
    }
}

/// Connection that a response came over.
pub(crate) trait Poison: Send + Sync {
    /// Keeps the connection from being used again.
    fn poison(&self);
}

impl<F: Fn() + Send + Sync> Poison for F {
    fn poison(&self) {
        self();
    }
}

/// HTTP response, from the service or from something in between.
#[derive(Clone)]
pub struct HttpResponse {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Connection, in use until this is dropped.
    pub(crate) connection: Option<Arc<dyn Poison>>,
}

impl HttpResponse {
    /// Creates a response with this HTTP status.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into(), connection: None }
    }

    fn of(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self { status: status.as_u16(), headers, body, connection: None }
    }

    /// Sets the headers. Of all headers, the client reads `Date` and `Retry-After`.
    #[must_use]
    pub fn with_headers(mut self, headers: HeaderMap) -> Self {
        self.headers = headers;
        self
    }

    /// Sets a function that keeps the response's connection from being used again.
    ///
    /// The client calls it where the response shows a transient fault: a gateway's 5xx, an internal
    /// error of the service, a body that cannot be read. Another connection may lead to another
    /// server, which is well. Failures without a response are for the transport itself to judge.
    #[must_use]
    pub fn on_poison(mut self, poison: impl Fn() + Send + Sync + 'static) -> Self {
        self.connection = Some(Arc::new(poison));
        self
    }

    /// Keeps the connection from being used again.
    pub(crate) fn poison(&self) {
        if let Some(connection) = &self.connection {
            connection.poison();
        }
    }

    /// Gives the connection back, unless it is poisoned.
    pub(crate) fn release(&mut self) {
        self.connection = None;
    }

    /// Sets the connection; a transient status poisons it, whoever reads the response.
    fn with_connection(mut self, connection: Option<Arc<dyn Poison>>) -> Self {
        self.connection = connection;
        let is_faulty = NoValidResponse::Status(self.status).is_transient_fault();
        if self.status != 200 && is_faulty {
            self.poison();
        }
        self
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
