//! How long connections may take and are kept: two pools of them, as not everything may be sent again.

use std::time::Duration;

use crate::Effect;

/// How long a connection is kept for the next call. Less than servers usually keep theirs: a call
/// over a connection that the other side gives up meanwhile has an unknown outcome.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// The same for actions that create, where an unknown outcome cannot be mended by sending again.
/// Calls in a row share a connection; after a pause a new one is made.
const CREATE_IDLE_TIMEOUT: Duration = Duration::from_secs(3);

/// What bounds connecting, and how long connections are kept.
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

/// The connections of a client, by what a request over them does.
pub(super) struct Pools<P> {
    general: P,
    creates: P,
}

impl<P> Pools<P> {
    /// Pools, each made for as long as a connection in it may be idle.
    pub(super) fn new<E>(
        config: &PoolConfig,
        pool: impl Fn(Duration) -> Result<P, E>,
    ) -> Result<Self, E> {
        Ok(Self { general: pool(config.idle_timeout)?, creates: pool(config.create_idle_timeout)? })
    }

    /// The pool for a request that is sent now.
    pub(super) async fn of(&self, effect: Effect) -> &P {
        match effect {
            Effect::Create => {
                // The end of an idle connection may have arrived while this thread did other
                // things. The runtime looks before it comes back here, so that such a connection is
                // not taken for a good one.
                tokio::task::yield_now().await;
                &self.creates
            }
            Effect::Read | Effect::Idempotent => &self.general,
        }
    }
}
