//! Settings shared by providers that request credentials from a server.

use std::fmt;
use std::future::ready;
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::transport::{HttpTransport, PoolConfig};
use crate::{
    BoxFuture, Clock, HttpResponse, SignedRequest, Sleep, SystemClock, TokioSleep, Transport,
    TransportError,
};

/// Time that connecting may take for a provider that no client was built with.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Endpoint, transport, clock and timer of a provider.
#[derive(Default)]
pub(super) struct SourceConfig {
    pub(super) endpoint: Option<String>,
    pub(super) transport: Option<Box<dyn Transport>>,
    pub(super) clock: Option<Arc<dyn Clock>>,
    pub(super) sleep: Option<Arc<dyn Sleep>>,
}

impl SourceConfig {
    /// Clock and timer, with their defaults.
    pub(super) fn time(&self) -> (Arc<dyn Clock>, Arc<dyn Sleep>) {
        let clock = self.clock.clone().unwrap_or_else(|| Arc::new(SystemClock));
        (clock, self.sleep.clone().unwrap_or_else(|| Arc::new(TokioSleep::new())))
    }
}

/// Transport of the client that a provider belongs to, or one of its own where there is no client.
#[derive(Clone, Default)]
pub(super) struct InheritedTransport(Arc<Inheritance>);

#[derive(Default)]
struct Inheritance {
    of_client: OnceLock<Arc<dyn Transport>>,
    own: OnceLock<Result<HttpTransport, String>>,
}

impl InheritedTransport {
    /// Sets the transport of the client, unless one is set.
    pub(super) fn inherit(&self, transport: &Arc<dyn Transport>) {
        let _ = self.0.of_client.set(Arc::clone(transport));
    }
}

impl Transport for InheritedTransport {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        // STS answers no action with a stream, so that the default of `open` is never used.
        if let Some(transport) = self.0.of_client.get() {
            return transport.send(request);
        }
        let make = || {
            let transport = HttpTransport::standalone(&PoolConfig::new(CONNECT_TIMEOUT));
            transport.map_err(|error| error.to_string())
        };
        match self.0.own.get_or_init(make) {
            Ok(transport) => transport.send(request),
            Err(problem) => {
                let error = TransportError::not_sent(&io::Error::other(problem.clone()));
                Box::pin(ready(Err(error)))
            }
        }
    }
}

impl fmt::Debug for SourceConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceConfig").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

/// Setters of a builder with a `source`; the documentation is that of its transport and its endpoint.
macro_rules! source_setters {
    ($(#[$transport:meta])* transport; $(#[$endpoint:meta])* endpoint;) => {
        $(#[$endpoint])*
        pub fn endpoint(mut self, url: impl Into<String>) -> Self {
            self.source.endpoint = Some(url.into());
            self
        }

        $(#[$transport])*
        pub fn transport(mut self, transport: impl crate::Transport + 'static) -> Self {
            self.source.transport = Some(Box::new(transport));
            self
        }

        /// Sets the clock for the expiry of credentials and the time of signatures (default: the
        /// system's clock).
        pub fn clock(mut self, clock: impl crate::Clock + 'static) -> Self {
            self.source.clock = Some(std::sync::Arc::new(clock));
            self
        }

        /// Sets the timer for timeouts and pauses (default: tokio's timer).
        pub fn sleep(mut self, sleep: impl crate::Sleep + 'static) -> Self {
            self.source.sleep = Some(std::sync::Arc::new(sleep));
            self
        }
    };
}

pub(super) use source_setters;
