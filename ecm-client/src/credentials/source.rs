//! Settings shared by providers that request credentials from a server.

use std::fmt;
use std::sync::Arc;

use crate::{Clock, Sleep, SystemClock, TokioSleep, Transport};

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

impl fmt::Debug for SourceConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceConfig").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

/// Setters of a builder with a `source`; the documentation is that of the endpoint.
macro_rules! source_setters {
    ($(#[$endpoint:meta])*) => {
        $(#[$endpoint])*
        pub fn endpoint(mut self, url: impl Into<String>) -> Self {
            self.source.endpoint = Some(url.into());
            self
        }

        /// Sets the transport that sends requests (default: HTTP).
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
