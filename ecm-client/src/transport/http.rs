//! HTTP/1.1 over pooled connections.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use reqwest::{redirect, retry};

use super::body::Watched;
use super::{Proxies, Reply, SentMark, SignedRequest, Transport, TransportError, tls};
use crate::error::{Error, Underlying};
use crate::{BoxFuture, Effect};

/// How long a connection is kept for the next call. Less than servers usually keep theirs: a call
/// over a connection that the other side gives up meanwhile has an unknown outcome.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// The same for actions that create, where an unknown outcome cannot be mended by sending again.
/// Calls in a row share a connection; after a pause a new one is made.
const IDLE_TIMEOUT_OF_CREATES: Duration = Duration::from_secs(3);

/// What `localhost` is; the port is that of the URL.
const HERE: [SocketAddr; 2] = [
    SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
    SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), 0),
];

/// What bounds connecting, and how long connections are kept.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    connect_timeout: Duration,
    proxies: Proxies,
    idle_timeout: Duration,
    idle_timeout_of_creates: Duration,
}

impl Limits {
    pub(crate) fn new(connect_timeout: Duration, proxies: Proxies) -> Self {
        Self {
            connect_timeout,
            proxies,
            idle_timeout: IDLE_TIMEOUT,
            idle_timeout_of_creates: IDLE_TIMEOUT_OF_CREATES,
        }
    }
}

/// Connection pools that send a request once and read an answer of bounded size.
pub(crate) struct HttpTransport {
    usual: reqwest::Client,
    creates: reqwest::Client,
}

impl HttpTransport {
    pub(crate) fn new(limits: &Limits) -> Result<Self, Error> {
        // Sessions of TLS are shared, so that a new connection of one pool can resume one of the
        // other.
        let tls = tls::config()?;
        let pool = |idle_timeout| pool(limits, tls.clone(), idle_timeout);
        Ok(Self {
            usual: pool(limits.idle_timeout)?,
            creates: pool(limits.idle_timeout_of_creates)?,
        })
    }

    async fn exchange(&self, request: SignedRequest) -> Result<Reply, TransportError> {
        let SignedRequest { method, url, headers, body, effect, max_response_size, mark } = request;
        let mut request = reqwest::Request::new(method, url);
        *request.headers_mut() = headers;
        *request.body_mut() = Some(reqwest::Body::wrap(Watched::new(body, mark.clone())));
        let pool = match effect {
            Effect::Create => {
                // The end of an idle connection may have arrived while this thread did other
                // things. The runtime looks before it comes back here, so that such a connection is
                // not taken for a good one.
                tokio::task::yield_now().await;
                &self.creates
            }
            Effect::Read | Effect::Repeatable => &self.usual,
        };
        let response = pool.execute(request).await.map_err(|error| failure(error, &mark))?;
        read(response, max_response_size).await
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<Reply, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

fn pool(
    limits: &Limits,
    tls: rustls::ClientConfig,
    idle_timeout: Duration,
) -> Result<reqwest::Client, Error> {
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        // A signed body goes to the host that it was signed for and to no other.
        .redirect(redirect::Policy::none())
        .referer(false)
        // Whether something may be sent twice is not for this layer to decide. Below it, the pool
        // gives a request to another connection only if no byte of it was written to the first.
        .retry(retry::never())
        .http1_only()
        // A feature that another crate turns on must change nothing of what is sent and read.
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        // The one name that may be spoken to in clear means this machine, whatever a name
        // server says.
        .resolve_to_addrs("localhost", &HERE)
        .pool_idle_timeout(idle_timeout)
        .connect_timeout(limits.connect_timeout);
    let builder = limits.proxies.apply(builder)?;
    builder.build().map_err(|error| Error::build(Underlying::of(&error.without_url()).root()))
}

/// The whole answer, as far as it may go.
async fn read(mut response: reqwest::Response, limit: u64) -> Result<Reply, TransportError> {
    let status = response.status().as_u16();
    let expected = response.content_length();
    if expected.is_some_and(|length| length > limit) {
        return Err(TransportError::oversized());
    }
    let headers = std::mem::take(response.headers_mut());
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(None) => return Ok(Reply { status, headers, body: body.into() }),
            Ok(Some(chunk)) => {
                if (body.len() + chunk.len()) as u64 > limit {
                    return Err(TransportError::oversized());
                }
                // An answer in one piece, as most are, is not copied.
                if body.is_empty() && expected == Some(chunk.len() as u64) {
                    return Ok(Reply { status, headers, body: chunk });
                }
                body.extend_from_slice(&chunk);
            }
            Err(error) => return Err(lost(error)),
        }
    }
}

/// What a failure proves: only where nothing was written can nothing have happened.
fn failure(error: reqwest::Error, mark: &SentMark) -> TransportError {
    if error.is_builder() {
        let text = Underlying::of(&error.without_url()).root().to_owned();
        return TransportError::unsendable(text);
    }
    let timeout = error.is_timeout();
    if error.is_connect() || mark.is_nothing_sent() {
        let error = error.without_url();
        return match timeout {
            true => TransportError::connect_timeout(Underlying::of(&error)),
            false => TransportError::not_sent(&error),
        };
    }
    lost(error)
}

fn lost(error: reqwest::Error) -> TransportError {
    match error.is_timeout() {
        true => TransportError::timeout(),
        false => TransportError::unknown(&error.without_url()),
    }
}

#[cfg(test)]
#[path = "http_tests.rs"]
mod tests;
