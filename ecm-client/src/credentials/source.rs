//! How a server is asked that gives credentials.

use std::fmt;
use std::sync::Arc;

use crate::{Clock, Sleep, SystemClock, TokioSleep, Transport};

/// Where the server is, what carries requests to it, and by which time it is asked.
#[derive(Default)]
pub(super) struct SourceConfig {
    pub(super) endpoint: Option<String>,
    pub(super) transport: Option<Box<dyn Transport>>,
    pub(super) clock: Option<Arc<dyn Clock>>,
    pub(super) sleep: Option<Arc<dyn Sleep>>,
}

impl SourceConfig {
    /// What tells the time and what measures it.
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

        /// What carries requests, in place of HTTP.
        pub fn transport(mut self, transport: impl crate::Transport + 'static) -> Self {
            self.source.transport = Some(Box::new(transport));
            self
        }

        /// What tells whether credentials have expired, and dates signatures where there are any; the
        /// system's clock by default.
        pub fn clock(mut self, clock: impl crate::Clock + 'static) -> Self {
            self.source.clock = Some(std::sync::Arc::new(clock));
            self
        }

        /// What measures timeouts and pauses; tokio's timer by default.
        pub fn sleep(mut self, sleep: impl crate::Sleep + 'static) -> Self {
            self.source.sleep = Some(std::sync::Arc::new(sleep));
            self
        }
    };
}

pub(super) use source_setters;
