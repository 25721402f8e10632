//! Connector: connects to the service in bounded time.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use super::Tls;
use crate::BoxFuture;

/// TCP keepalive: time of silence before the first probe, and time between probes.
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(15);
const KEEPALIVE_RETRIES: u32 = 3;

/// Time for which written data may stay unacknowledged.
#[cfg(target_os = "linux")]
const TCP_USER_TIMEOUT: Duration = Duration::from_secs(30);

/// Connector for TCP, with TLS for `https`.
#[derive(Clone)]
pub(super) struct Connector {
    connector: HttpsConnector<HttpConnector<Resolver>>,
    timeout: Duration,
}

impl Connector {
    pub(super) fn new(timeout: Duration, tls: &Tls) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Resolver(GaiResolver::new()));
        // Whether plain HTTP is allowed has been decided before.
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // The time is divided among the addresses of a name, so that a silent one leaves time for
        // others.
        tcp.set_connect_timeout(Some(timeout));
        tcp.set_keepalive(Some(KEEPALIVE_INTERVAL));
        tcp.set_keepalive_interval(Some(KEEPALIVE_INTERVAL));
        tcp.set_keepalive_retries(Some(KEEPALIVE_RETRIES));
        #[cfg(target_os = "linux")]
        tcp.set_tcp_user_timeout(Some(TCP_USER_TIMEOUT));
        Self { connector: HttpsConnector::from((tcp, tls.config().clone())), timeout }
    }
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<TokioIo<TcpStream>>;
    type Error = Box<dyn std::error::Error + Send + Sync>;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.connector.poll_ready(context)
    }

    /// Connects; the timeout covers name resolution, TCP and TLS.
    fn call(&mut self, server: Uri) -> Self::Future {
        let (timeout, connecting) = (self.timeout, self.connector.call(server));
        Box::pin(async move {
            let late = || {
                let text = format!("no connection within the connect timeout of {timeout:?}");
                io::Error::new(io::ErrorKind::TimedOut, text)
            };
            tokio::time::timeout(timeout, connecting).await.map_err(|_| late())?
        })
    }
}

/// Only name that plain HTTP is allowed for.
pub(super) const LOCALHOST: &str = "localhost";

/// Addresses of [`LOCALHOST`]; the port is that of the URL.
pub(super) const LOOPBACK_ADDRESSES: [SocketAddr; 2] = [
    SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
    SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), 0),
];

/// Resolver of the system; [`LOCALHOST`] is this machine, whatever a name server says.
#[derive(Clone)]
struct Resolver(GaiResolver);

impl Service<Name> for Resolver {
    type Response = Box<dyn Iterator<Item = SocketAddr> + Send>;
    type Error = io::Error;
    type Future = BoxFuture<'static, io::Result<Self::Response>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        if name.as_str() == LOCALHOST {
            return Box::pin(async { Ok(Box::new(LOOPBACK_ADDRESSES.into_iter()) as _) });
        }
        let found = self.0.call(name);
        Box::pin(async move { Ok(Box::new(found.await?) as _) })
    }
}
