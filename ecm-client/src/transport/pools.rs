//! Pools of connections: two of them, as not every request may be sent again.
//!
//! A connection is leased to one request at a time. It comes back once the response was judged, and
//! only if that response shows no fault of the connection or of what is behind it.

mod lease;

use std::sync::Arc;
use std::time::Duration;

use http::Uri;
use tokio::runtime::Handle;

pub(super) use lease::Lease;
use lease::{LeaseKey, Pool};

use super::TransportError;
use crate::Effect;

/// Time for which an idle connection is kept. Shorter than servers usually keep theirs: a call over
/// a connection that the server closes meanwhile has an unknown outcome.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// Time for which an idle connection is kept for actions that create. Their unknown outcome cannot
/// be resolved by a retry. Calls in a row share a connection; after a pause a new one is made.
const CREATE_IDLE_TIMEOUT: Duration = Duration::from_secs(3);

#[derive(Clone, Debug)]
pub(crate) struct PoolConfig {
    pub(super) connect_timeout: Duration,
    pub(super) idle_timeout: Duration,
    pub(super) create_idle_timeout: Duration,
}

impl PoolConfig {
    pub(crate) fn new(connect_timeout: Duration) -> Self {
        Self {
            connect_timeout,
            idle_timeout: IDLE_TIMEOUT,
            create_idle_timeout: CREATE_IDLE_TIMEOUT,
        }
    }
}

#[cfg(feature = "reqwest")]
impl Default for PoolConfig {
    /// Creates the settings of a transport that connects by its own rules.
    fn default() -> Self {
        Self::new(Duration::MAX)
    }
}

/// Connections of a client, by the effect of the request.
pub(super) struct Pools<C> {
    general: Arc<Pool<C>>,
    creates: Arc<Pool<C>>,
}

impl<C: Send + 'static> Pools<C> {
    pub(super) fn new(config: &PoolConfig) -> Self {
        Self {
            general: Pool::new(config.idle_timeout),
            creates: Pool::new(config.create_idle_timeout),
        }
    }

    fn of(&self, effect: Effect) -> &Arc<Pool<C>> {
        match effect {
            Effect::Create => &self.creates,
            Effect::Read | Effect::Idempotent => &self.general,
        }
    }

    /// Returns how long an idle connection for such a request is kept.
    #[cfg(feature = "reqwest")]
    pub(super) fn idle_timeout(&self, effect: Effect) -> Duration {
        self.of(effect).idle_timeout()
    }

    /// Leases a connection for a request that is sent now, and returns the one that was used last.
    ///
    /// Where there is none, the lease is for one that is made.
    pub(super) async fn lease(
        &self,
        effect: Effect,
        server: &Uri,
    ) -> Result<(Lease<C>, Option<C>), TransportError> {
        // A connection is driven by the runtime that it was made on. On any other it would fall
        // silent as soon as nobody drives its own.
        let runtime = Handle::try_current().map_err(|_| TransportError::no_runtime())?;
        let (lease, idle) = self.of(effect).lease(LeaseKey::new(runtime, server));
        if idle.is_some() {
            // The end of an idle connection may have arrived while this thread was busy. The
            // runtime handles it before it resumes here, so that such a connection is not mistaken
            // for a good one.
            tokio::task::yield_now().await;
        }
        Ok((lease, idle))
    }
}

#[cfg(test)]
mod tests;
