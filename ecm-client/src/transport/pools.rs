//! Pools of connections: two of them, as not every request may be sent again.

use std::time::Duration;

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

/// Connections of a client, by the effect of the request.
pub(super) struct Pools<P> {
    general: P,
    creates: P,
}

impl<P> Pools<P> {
    /// Creates both pools, by their idle timeouts.
    pub(super) fn new<E>(
        config: &PoolConfig,
        pool: impl Fn(Duration) -> Result<P, E>,
    ) -> Result<Self, E> {
        Ok(Self { general: pool(config.idle_timeout)?, creates: pool(config.create_idle_timeout)? })
    }

    /// Returns the pool for a request that is sent now.
    pub(super) async fn of(&self, effect: Effect) -> &P {
        match effect {
            Effect::Create => {
                // The end of an idle connection may have arrived while this thread was busy. The
                // runtime handles it before it resumes here, so that such a connection is not
                // mistaken for a good one.
                tokio::task::yield_now().await;
                &self.creates
            }
            Effect::Read | Effect::Idempotent => &self.general,
        }
    }
}
