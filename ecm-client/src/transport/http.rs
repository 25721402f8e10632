//! HTTP/1.1 over pooled connections to the service.

use std::time::Duration;

use http::Request;
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::body::{ProgressBody, read};
use super::connect::Connector;
use super::failure::ExchangeError;
use super::pools::Pools;
use super::{HttpResponse, PoolConfig, SignedRequest, Transport, TransportError, tls};
use crate::{BoxFuture, Error};

/// Transport over HTTP/1.1, with two pools of connections and a limit of the response's size.
pub(crate) struct HttpTransport {
    pools: Pools<Client<Connector, ProgressBody>>,
}

impl HttpTransport {
    pub(crate) fn new(config: &PoolConfig) -> Result<Self, Error> {
        Self::with_tls(config, tls::config()?)
    }

    fn with_tls(config: &PoolConfig, tls: rustls::ClientConfig) -> Result<Self, Error> {
        // TLS sessions are shared, so that a connection of one pool can resume a session of the
        // other.
        let connector = Connector::new(config.connect_timeout, tls);
        let pool = |idle_timeout| Ok(pool(connector.clone(), idle_timeout));
        Ok(Self { pools: Pools::new(config, pool)? })
    }

    async fn exchange(&self, request: SignedRequest) -> Result<HttpResponse, TransportError> {
        let SignedRequest { method, url, headers, body, effect, max_response_size, progress } =
            request;
        let mut request = Request::new(ProgressBody::new(body, progress.clone()));
        *request.method_mut() = method;
        *request.uri_mut() = url.uri().clone();
        *request.headers_mut() = headers;
        let pool = self.pools.of(effect).await;
        let response = pool.request(request).await.map_err(|error| {
            let broken =
                ExchangeError { while_connecting: error.is_connect(), ..ExchangeError::of(&error) };
            broken.before_response(&progress)
        })?;
        read(response, max_response_size).await
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

/// Creates a pool, which follows no redirects. This layer does not decide about retries: a pool
/// moves a request to another connection only if no byte of it was written to the first.
fn pool(connector: Connector, idle_timeout: Duration) -> Client<Connector, ProgressBody> {
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(idle_timeout)
        .build(connector)
}

#[cfg(test)]
mod tests;
