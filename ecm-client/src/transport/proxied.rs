//! HTTP/1.1 over pooled connections through a proxy.

mod variables;

use std::fmt;
use std::time::Duration;

use reqwest::{Client, Proxy, Url, redirect, retry};

use super::body::{ProgressBody, begin, read};
use super::connect::{LOCALHOST, LOOPBACK_ADDRESSES};
use super::failure::ExchangeError;
use super::pools::{Lease, Pools};
use super::{
    HttpResponse, PoolConfig, SendProgress, SignedRequest, StreamedResponse, Tls, Transport,
    TransportError,
};
use crate::environment::Env;
use crate::error::Underlying;
use crate::{BoxFuture, Error};

/// Proxy that requests go through.
#[derive(Clone)]
pub(crate) enum ProxyConfig {
    /// The proxy that the environment names.
    Environment,
    Explicit(String),
}

impl fmt::Debug for ProxyConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Environment => "Environment",
            Self::Explicit(_) => "Explicit",
        })
    }
}

/// Transport through a proxy, with a limit of the response's size.
pub(crate) struct ProxiedTransport {
    /// Clients of one connection each: a connection of theirs cannot be told from others.
    pools: Pools<Client>,
    settings: ClientSettings,
}

/// Settings of the clients.
struct ClientSettings {
    connect_timeout: Duration,
    /// Proxies, of which one takes a request.
    proxies: Vec<Proxy>,
    tls: Tls,
}

impl ProxiedTransport {
    pub(crate) fn boxed(
        pools: &PoolConfig,
        proxy_config: &ProxyConfig,
        tls: Tls,
    ) -> Result<Box<dyn Transport>, Error> {
        Ok(Box::new(Self::new(pools, proxy_config, tls)?))
    }

    fn new(config: &PoolConfig, proxy_config: &ProxyConfig, tls: Tls) -> Result<Self, Error> {
        let proxies = proxy_config.proxies()?;
        let settings = ClientSettings { connect_timeout: config.connect_timeout, proxies, tls };
        // Settings that no client can be made with are an error now, not with the first call.
        settings.client(config.idle_timeout)?;
        Ok(Self { pools: Pools::new(config), settings })
    }

    async fn exchange(&self, request: SignedRequest) -> Result<HttpResponse, TransportError> {
        let limit = request.max_response_size;
        let (response, lease, client) = self.start(request).await?;
        let reply = read(response, limit).await?;
        Ok(reply.with_connection(lease.ended(client)))
    }

    async fn open_exchange(
        &self,
        request: SignedRequest,
    ) -> Result<StreamedResponse, TransportError> {
        let limit = request.max_response_size;
        let (response, lease, client) = self.start(request).await?;
        begin(response, limit, move || lease.ended(client)).await
    }

    /// Sends a request, and waits until its response begins.
    async fn start(
        &self,
        mut request: SignedRequest,
    ) -> Result<(http::Response<reqwest::Body>, Lease<Client>, Client), TransportError> {
        let body = ProgressBody::of(&mut request);
        let SignedRequest { method, url, headers, effect, progress, .. } = request;
        let parsed = Url::parse(url.as_str());
        let parsed = parsed.map_err(|error| TransportError::unsendable(error.to_string()))?;
        let mut request = reqwest::Request::new(method, parsed);
        *request.headers_mut() = headers;
        *request.body_mut() = Some(reqwest::Body::wrap(body));
        self.settings.tls.ready().await?;
        let (lease, idle) = self.pools.lease(effect, url.uri()).await?;
        let client = match idle {
            Some(client) => client,
            None => {
                let client = self.settings.client(self.pools.idle_timeout(effect));
                client.map_err(|error| TransportError::unsendable(error.to_string()))?
            }
        };
        let response = client.execute(request).await;
        let response = response.map_err(|error| failure(error, &progress))?;
        Ok((response.into(), lease, client))
    }
}

impl Transport for ProxiedTransport {
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

impl ProxyConfig {
    /// Parses the proxies, of which one takes a request.
    fn proxies(&self) -> Result<Vec<Proxy>, Error> {
        let Self::Explicit(url) = self else { return variables::proxies(&Env::default()) };
        // The URL is not repeated: it may hold a password.
        let unusable =
            || Error::build("the proxy must be a URL that begins with `http://` or `https://`");
        let is_http = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme));
        let proxy = Some(url).filter(|_| is_http).ok_or_else(unusable)?;
        Ok(vec![Proxy::all(proxy).map_err(|_| unusable())?])
    }
}

impl ClientSettings {
    /// Creates a client, which is used by one request at a time.
    fn client(&self, idle_timeout: Duration) -> Result<Client, Error> {
        let builder = Client::builder()
            .tls_backend_preconfigured(self.tls.config().clone())
            // A signed body goes to the host that it was signed for and to no other.
            .redirect(redirect::Policy::none())
            .referer(false)
            // This layer does not decide about retries. Below it, a request is moved to another
            // connection only if no byte of it was written to the first.
            .retry(retry::never())
            .http1_only()
            // A feature that another crate turns on must change nothing of what is sent and read.
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            // The only name that plain HTTP is allowed for means this machine, whatever a name server
            // says.
            .resolve_to_addrs(LOCALHOST, &LOOPBACK_ADDRESSES)
            .pool_idle_timeout(idle_timeout)
            .connect_timeout(self.connect_timeout)
            // Of the environment, only what was read and found to be usable.
            .no_proxy();
        let proxies = self.proxies.iter();
        let builder = proxies.fold(builder, |builder, proxy| builder.proxy(proxy.clone()));
        builder.build().map_err(|error| {
            let error = Underlying::of(&error.without_url());
            Error::build(format!(
                "the HTTP client for the proxy cannot be set up: {}",
                error.root()
            ))
        })
    }
}

fn failure(error: reqwest::Error, progress: &SendProgress) -> TransportError {
    let error = error.without_url();
    if error.is_builder() {
        return TransportError::unsendable(Underlying::of(&error).root().to_owned());
    }
    let (while_connecting, by_timeout) = (error.is_connect(), error.is_timeout());
    ExchangeError { error: &error, while_connecting, by_timeout }.before_response(progress)
}

#[cfg(test)]
mod tests;
