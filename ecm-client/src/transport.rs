//! HTTP, and what a failure there proves.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use reqwest::{Method, Url, redirect, retry};

use crate::error::{Cause, Error, Lost, Underlying};
use crate::rt::ActionTable;

/// How long a connection is kept for the next call. Less than servers usually keep theirs: a call
/// over a connection that the other side gives up meanwhile has an unknown outcome.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// What `localhost` is; the port is that of the URL.
const HERE: [SocketAddr; 2] = [
    SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
    SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), 0),
];

/// A connection pool that sends a request once and reads an answer of bounded size.
#[derive(Clone)]
pub(crate) struct Transport {
    http: reqwest::Client,
    max_response_size: u64,
}

/// What the far side said.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Transport {
    pub(crate) fn new(
        timeout: Duration,
        connect_timeout: Duration,
        max_response_size: u64,
    ) -> Result<Self, Error> {
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            // A signed body goes to the host that it was signed for and to no other.
            .redirect(redirect::Policy::none())
            .referer(false)
            // Whether something may be sent twice is not for this layer to decide. Below it, the pool
            // gives a request to another connection only if no byte of it was written to the first.
            .retry(retry::never())
            .no_proxy()
            .http1_only()
            // A feature that another crate turns on must change nothing of what is sent and read.
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            // The one name that may be spoken to in clear means this machine, whatever a name
            // server says.
            .resolve_to_addrs("localhost", &HERE)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .connect_timeout(connect_timeout)
            .timeout(timeout)
            .build()
            .map_err(|error| Error::build(Underlying::of(&error).root()))?;
        Ok(Self { http, max_response_size })
    }

    /// Sends a request, once.
    pub(crate) async fn post(
        &self,
        action: &'static ActionTable,
        url: Url,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Reply, Error> {
        let mut request = reqwest::Request::new(Method::POST, url);
        *request.headers_mut() = headers;
        *request.body_mut() = Some(body.into());
        let sent = self.http.execute(request).await;
        let mut response = sent.map_err(|error| Error::new(action, failure(error)))?;
        let status = response.status().as_u16();
        let oversized = || {
            let limit = self.max_response_size;
            Error::new(action, Cause::Lost(Lost::Oversized { limit }))
        };
        if response.content_length().is_some_and(|length| length > self.max_response_size) {
            return Err(oversized());
        }
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(None) => return Ok(Reply { status, body }),
                Ok(Some(chunk)) => {
                    if (body.len() + chunk.len()) as u64 > self.max_response_size {
                        return Err(oversized());
                    }
                    body.extend_from_slice(&chunk);
                }
                Err(error) => return Err(Error::new(action, lost(error))),
            }
        }
    }
}

/// What a failure proves: only where no connection was made can nothing have happened.
fn failure(error: reqwest::Error) -> Cause {
    if error.is_builder() {
        return Cause::Unsendable(Underlying::of(&error.without_url()).root().to_owned());
    }
    if error.is_connect() {
        let timeout = error.is_timeout();
        return Cause::Connect { timeout, source: Underlying::of(&error.without_url()) };
    }
    lost(error)
}

fn lost(error: reqwest::Error) -> Cause {
    Cause::Lost(match error.is_timeout() {
        true => Lost::Timeout,
        false => Lost::Connection(Underlying::of(&error.without_url())),
    })
}

/// TLS with a provider and roots of its own: nothing of it is set for the whole process, where it
/// could meet the choice of another crate.
fn tls() -> Result<rustls::ClientConfig, Error> {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::build(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}
