//! Requests through a proxy, where one applies.

mod exceptions;
mod variables;

use std::fmt;
use std::sync::Arc;

use http::Uri;
use http::uri::Scheme;
use reqwest::{Client, Proxy};

use super::connect::{LOCALHOST, LOOPBACK_ADDRESSES};
use super::{
    HttpResponse, HttpTransport, PoolConfig, ReqwestTransport, SignedRequest, StreamedResponse,
    Tls, Transport, TransportError,
};
use crate::environment::Env;
use crate::{BoxFuture, Error};
use exceptions::Exceptions;

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

/// URLs of proxies by the scheme of a request, and the servers that are reached directly.
#[derive(Default)]
struct Proxies {
    https: Option<String>,
    http: Option<String>,
    exceptions: Exceptions,
}

impl ProxyConfig {
    /// Parses the proxies.
    fn proxies(&self) -> Result<Proxies, Error> {
        let Self::Explicit(url) = self else { return variables::proxies(&Env::default()) };
        if !["http://", "https://"].iter().any(|scheme| url.starts_with(scheme)) {
            return Err(unusable());
        }
        let (https, http) = (Some(url.clone()), Some(url.clone()));
        Ok(Proxies { https, http, exceptions: Exceptions::default() })
    }
}

// The URL is not repeated: it may hold a password.
fn unusable() -> Error {
    Error::build("the proxy must be a URL that begins with `http://` or `https://`")
}

/// Transport through a proxy, except for what is reached directly.
pub(crate) struct ProxiedTransport {
    direct: HttpTransport,
    https: Option<Arc<Through>>,
    http: Option<Arc<Through>>,
    exceptions: Exceptions,
    tls: Tls,
}

/// Transport through one proxy.
struct Through {
    transport: ReqwestTransport,
    /// True for TLS to the proxy itself.
    is_tls: bool,
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
        let Proxies { https, http, exceptions } = proxy_config.proxies()?;
        let through = |url: &String| Through::new(config, url, &tls).map(Arc::new);
        let is_one = https == http;
        let https = https.as_ref().map(through).transpose()?;
        let http = match is_one {
            true => https.clone(),
            false => http.as_ref().map(through).transpose()?,
        };
        Ok(Self { direct: HttpTransport::new(config, tls.clone()), https, http, exceptions, tls })
    }

    /// Returns the transport that a request to this server goes over.
    async fn way_to(&self, server: &Uri) -> Result<&dyn Transport, TransportError> {
        let is_https = server.scheme() == Some(&Scheme::HTTPS);
        let through = if is_https { &self.https } else { &self.http };
        let through = through.as_ref().filter(|_| !self.exceptions.contain(server));
        let Some(through) = through else { return Ok(&self.direct) };
        if is_https || through.is_tls {
            self.tls.ready().await.map_err(TransportError::unsendable)?;
        }
        Ok(&through.transport)
    }
}

impl Through {
    fn new(config: &PoolConfig, url: &str, tls: &Tls) -> Result<Self, Error> {
        let proxy = Proxy::all(url).map_err(|_| unusable())?;
        let (tls, connect_timeout) = (tls.config().clone(), config.connect_timeout);
        let make = move || {
            Client::builder()
                .tls_backend_preconfigured(tls.clone())
                .http1_only()
                // The only name that plain HTTP is allowed for without being asked means this machine, whatever a
                // name server says.
                .resolve_to_addrs(LOCALHOST, &LOOPBACK_ADDRESSES)
                .connect_timeout(connect_timeout)
                // Of the environment, only what was read and found to be usable.
                .no_proxy()
                .proxy(proxy.clone())
        };
        let transport = ReqwestTransport::pooled(config, make)?;
        Ok(Self { transport, is_tls: url.starts_with("https://") })
    }
}

impl Transport for ProxiedTransport {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move { self.way_to(request.url.uri()).await?.send(request).await })
    }

    fn open(
        &self,
        request: SignedRequest,
    ) -> BoxFuture<'_, Result<StreamedResponse, TransportError>> {
        Box::pin(async move { self.way_to(request.url.uri()).await?.open(request).await })
    }
}

#[cfg(test)]
mod tests;
