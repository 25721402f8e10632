//! HTTP/1.1 over pooled connections to the service.

use std::error::Error as StdError;
use std::future::poll_fn;

use http::uri::Scheme;
use http::{Request, Response, Uri};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use tower_service::Service as _;

use super::body::{ProgressBody, begin, read};
use super::connect::Connector;
use super::failure::ExchangeError;
use super::pools::{Lease, Pools};
use super::{
    HttpResponse, PoolConfig, SendProgress, SignedRequest, StreamedResponse, Tls, TlsSettings,
    Transport, TransportError,
};
use crate::{BoxFuture, Effect, Error};

type Connection = SendRequest<ProgressBody>;

/// Transport over HTTP/1.1, with two pools of connections and a limit of the response's size.
pub(crate) struct HttpTransport {
    pools: Pools<Connection>,
    /// Shared, and with it TLS sessions, so that a connection of one pool can resume a session of
    /// the other.
    connector: Connector,
    tls: Tls,
}

impl HttpTransport {
    pub(crate) fn new(config: &PoolConfig, tls: Tls) -> Self {
        let connector = Connector::new(config.connect_timeout, &tls);
        Self { pools: Pools::new(config), connector, tls }
    }

    /// Creates a transport with the default trust, for requests of no client.
    pub(crate) fn standalone(config: &PoolConfig) -> Result<Self, Error> {
        Ok(Self::new(config, TlsSettings::default().build()?))
    }

    async fn exchange(&self, request: SignedRequest) -> Result<HttpResponse, TransportError> {
        let limit = request.max_response_size;
        let StartedResponse { response, lease, connection } = self.start(request).await?;
        let reply = read(response, limit).await?;
        Ok(reply.with_connection(Some(lease.ended(connection))))
    }

    async fn open_exchange(
        &self,
        request: SignedRequest,
    ) -> Result<StreamedResponse, TransportError> {
        let limit = request.max_response_size;
        let StartedResponse { response, lease, connection } = self.start(request).await?;
        begin(response, limit, move || Some(lease.ended(connection))).await
    }

    /// Sends a request, and waits until its response begins.
    async fn start(&self, mut request: SignedRequest) -> Result<StartedResponse, TransportError> {
        let body = ProgressBody::of(&mut request);
        let SignedRequest { method, url, headers, effect, progress, .. } = request;
        let mut request = Request::new(body);
        *request.method_mut() = method;
        // The server is named by the connection and by `Host`.
        *request.uri_mut() = url.uri().path_and_query().cloned().map(Uri::from).unwrap_or_default();
        *request.headers_mut() = headers;
        self.send_over_any(request, effect, url.uri(), &progress).await
    }

    /// Sends a request over an idle connection or a new one.
    ///
    /// This layer does not decide about retries: a request is moved to another connection only if
    /// no byte of it was written to the first.
    async fn send_over_any(
        &self,
        mut request: Request<ProgressBody>,
        effect: Effect,
        server: &Uri,
        progress: &SendProgress,
    ) -> Result<StartedResponse, TransportError> {
        loop {
            let (lease, idle) = self.pools.lease(effect, server).await?;
            let is_reused = idle.is_some();
            let mut connection = match idle {
                Some(connection) => connection,
                None => self.connect(server).await?,
            };
            // One that the server has closed meanwhile is given up for the next.
            if connection.ready().await.is_err() && is_reused {
                continue;
            }
            let mut error = match connection.try_send_request(request).await {
                Ok(response) => return Ok(StartedResponse { response, lease, connection }),
                Err(error) => error,
            };
            match error.take_message().filter(|_| is_reused) {
                Some(unsent) => request = unsent,
                None => return Err(ExchangeError::of(error.error()).before_response(progress)),
            }
        }
    }

    async fn connect(&self, server: &Uri) -> Result<Connection, TransportError> {
        if server.scheme() == Some(&Scheme::HTTPS) {
            self.tls.ready().await.map_err(TransportError::unsendable)?;
        }
        let mut connector = self.connector.clone();
        let failed = |error: &(dyn StdError + 'static)| {
            ExchangeError { while_connecting: true, ..ExchangeError::of(error) }.not_sent()
        };
        let connected = async {
            poll_fn(|context| connector.poll_ready(context)).await?;
            connector.call(server.clone()).await
        };
        let stream = connected.await.map_err(|error| failed(&*error))?;
        let (connection, task) = http1::handshake(stream).await.map_err(|error| failed(&error))?;
        // It ends with the connection. A failure is seen by whoever waits for the response.
        tokio::spawn(async move {
            let _ = task.await;
        });
        Ok(connection)
    }
}

/// Request that was sent, and whose response has begun.
struct StartedResponse {
    response: Response<Incoming>,
    lease: Lease<Connection>,
    connection: Connection,
}

impl Transport for HttpTransport {
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

#[cfg(test)]
mod tests;
