//! Requests over `reqwest`, with its clients configured by the user.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use reqwest::{Client, ClientBuilder, Url, redirect, retry};
use tokio::runtime::Handle;

use super::body::{ProgressBody, begin, read};
use super::failure::ExchangeError;
use super::pools::{Lease, Pools};
use super::{
    HttpResponse, PoolConfig, SendProgress, SignedRequest, StreamedResponse, Transport,
    TransportError,
};
use crate::error::Underlying;
use crate::{BoxFuture, Effect, Error};

/// Transport over a `reqwest` client that the program configures.
///
/// For what the client's own transport does not have: SOCKS, other name servers, another TLS
/// implementation, HTTP/2. Redirects, retries, `Referer` and decompression are switched off, whatever the builder
/// says: a signed request is sent once, to the host that it was signed for, and the outcome of a failed call
/// tells the truth. Everything else is the builder's affair, TLS, proxies and connect timeout included; the settings
/// of [`ClientBuilder`](crate::ClientBuilder) for these do not apply.
///
/// ```no_run
/// use ecm_client::{Client, Credentials, ReqwestTransport};
///
/// # fn configured(credentials: Credentials) -> Result<Client, ecm_client::Error> {
/// let resolved = || {
///     let address = ([192, 0, 2, 1], 443).into();
///     reqwest::Client::builder().resolve("ecm.tencentcloudapi.com", address)
/// };
/// let transport = ReqwestTransport::from_fn(resolved)?;
/// Client::builder().credentials(credentials).transport(transport).build()
/// # }
/// ```
pub struct ReqwestTransport(Clients);

enum Clients {
    /// A client that keeps no connection, as one that met a fault could not be told from the others.
    Single(Client),
    /// Clients of one connection each.
    Pooled { pools: Pools<Client>, make: Box<MakeBuilder> },
}

type MakeBuilder = dyn Fn() -> ClientBuilder + Send + Sync;

impl ReqwestTransport {
    /// Creates a transport over one client, with a new connection for each request.
    ///
    /// [`ReqwestTransport::from_fn`] uses connections again.
    ///
    /// # Errors
    ///
    /// If the client cannot be built, such as for want of a TLS implementation.
    pub fn from_builder(builder: ClientBuilder) -> Result<Self, Error> {
        Ok(Self(Clients::Single(build(builder.pool_max_idle_per_host(0))?)))
    }

    /// Creates a transport over as many equal clients as there are connections.
    ///
    /// A connection is used again for as long and as often as by the client's own transport: never after a transient
    /// fault, and for a create only within a few seconds. The function is called once for each connection.
    ///
    /// # Errors
    ///
    /// If the client cannot be built, such as for want of a TLS implementation.
    pub fn from_fn(
        make: impl Fn() -> ClientBuilder + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        Self::pooled(&PoolConfig::default(), make)
    }

    pub(super) fn pooled(
        config: &PoolConfig,
        make: impl Fn() -> ClientBuilder + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        // Settings that no client can be made with are an error now, not with the first call.
        build(make())?;
        Ok(Self(Clients::Pooled { pools: Pools::new(config), make: Box::new(make) }))
    }

    async fn exchange(&self, request: SignedRequest) -> Result<HttpResponse, TransportError> {
        let limit = request.max_response_size;
        let StartedResponse { response, client, lease } = self.start(request).await?;
        let reply = read(response, limit).await?;
        Ok(reply.with_connection(lease.map(|lease| lease.ended(client))))
    }

    async fn open_exchange(
        &self,
        request: SignedRequest,
    ) -> Result<StreamedResponse, TransportError> {
        let limit = request.max_response_size;
        let StartedResponse { response, client, lease } = self.start(request).await?;
        begin(response, limit, move || lease.map(|lease| lease.ended(client))).await
    }

    /// Sends a request, and waits until its response begins.
    async fn start(&self, mut request: SignedRequest) -> Result<StartedResponse, TransportError> {
        let body = ProgressBody::of(&mut request);
        let SignedRequest { method, url, headers, effect, progress, .. } = request;
        let parsed = Url::parse(url.as_str());
        let parsed = parsed.map_err(|error| TransportError::unsendable(error.to_string()))?;
        if parsed.as_str() != url.as_str() {
            let problem = "the URL would be sent in another form than it was signed";
            return Err(TransportError::unsendable(problem.to_owned()));
        }
        let mut request = reqwest::Request::new(method, parsed);
        *request.headers_mut() = headers;
        *request.body_mut() = Some(reqwest::Body::wrap(body));
        let (client, lease) = self.client(effect, url.uri()).await?;
        let response = client.execute(request).await;
        let response = response.map_err(|error| failure(error, &progress))?;
        Ok(StartedResponse { response: response.into(), client, lease })
    }

    /// Returns a client for one request, and the lease of its connection if it has one.
    async fn client(
        &self,
        effect: Effect,
        server: &http::Uri,
    ) -> Result<(Client, Option<Lease<Client>>), TransportError> {
        match &self.0 {
            Clients::Single(client) => {
                Handle::try_current().map_err(|_| TransportError::no_runtime())?;
                Ok((client.clone(), None))
            }
            Clients::Pooled { pools, make } => {
                let (lease, idle) = pools.lease(effect, server).await?;
                let new = || build(make().pool_idle_timeout(pools.idle_timeout(effect)));
                let client = idle.map_or_else(new, Ok);
                let client = client.map_err(|error| TransportError::unsendable(error.to_string()));
                Ok((client?, Some(lease)))
            }
        }
    }
}

/// Request that was sent, and whose response has begun.
struct StartedResponse {
    response: http::Response<reqwest::Body>,
    client: Client,
    lease: Option<Lease<Client>>,
}

impl Transport for ReqwestTransport {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(self.exchange(request))
    }

    fn open(
        &self,
        request: SignedRequest,
    ) -> BoxFuture<'_, Result<StreamedResponse, TransportError>> {
        Box::pin(self.open_exchange(request))
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

/// Builds a client that sends a request once and as it is, whatever the builder says.
fn build(builder: ClientBuilder) -> Result<Client, Error> {
    let builder = builder
        // A signed body goes to the host that it was signed for and to no other.
        .redirect(redirect::Policy::none())
        .referer(false)
        // This layer does not decide about retries. Below it, a request is moved to another connection
        // only if no byte of it was written to the first.
        .retry(retry::never())
        // A feature that another crate turns on must change nothing of what is sent and read.
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate();
    // Without cryptography of its own, reqwest does not return an error.
    let built = catch_unwind(AssertUnwindSafe(|| builder.build())).map_err(|_| {
        Error::build(
            "the HTTP client has no provider of cryptography; turn on the feature `rustls` or `native-tls` of \
             `reqwest`, or give its builder a configuration of TLS",
        )
    })?;
    built.map_err(|error| {
        let error = Underlying::of(&error.without_url());
        Error::build(format!("the HTTP client cannot be set up: {}", error.root()))
    })
}

fn failure(error: reqwest::Error, progress: &SendProgress) -> TransportError {
    let error = error.without_url();
    if error.is_builder() {
        return TransportError::unsendable(Underlying::of(&error).root().to_owned());
    }
    let (while_connecting, by_timeout) = (error.is_connect(), error.is_timeout());
    ExchangeError { error: &error, while_connecting, by_timeout }.before_response(progress)
}

// Where nothing brings TLS, a client is built without.
#[cfg(test)]
#[cfg(feature = "proxy")]
mod tests;
