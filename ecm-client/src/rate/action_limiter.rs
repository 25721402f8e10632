//! Limiter of one action, of whichever kind.

use std::sync::Arc;

use super::limiter::Limiter;
use super::{LimitedAttempt, RateLimiter, RateLimiterError};
use crate::Sleep;
use crate::clock::Deadline;
use crate::rt::ActionTable;

/// Limiter of the requests of one action. The local one costs no allocation.
#[derive(Clone)]
pub(crate) enum ActionLimiter {
    Local(Arc<Limiter>),
    Given { limiter: Arc<dyn RateLimiter>, action: &'static ActionTable, per_second: u32 },
}

impl ActionLimiter {
    /// Waits for a slot.
    pub(crate) async fn wait(
        &self,
        sleep: &dyn Sleep,
        deadline: &Deadline<'_>,
    ) -> Result<(), RateLimiterError> {
        match self {
            Self::Local(limiter) => {
                limiter.wait(sleep).await;
                Ok(())
            }
            Self::Given { limiter, action, per_second } => {
                limiter.wait(attempt(action, *per_second, deadline)).await
            }
        }
    }

    /// Slows down after the service throttled a request.
    pub(crate) async fn throttled(&self, sleep: &dyn Sleep, deadline: &Deadline<'_>) {
        match self {
            Self::Local(limiter) => limiter.throttled(sleep.elapsed()),
            Self::Given { limiter, action, per_second } => {
                let told = limiter.throttled(attempt(action, *per_second, deadline));
                // What it costs is part of the pause; the call must end in time all the same.
                let _ = deadline.limit(told).await;
            }
        }
    }

    /// Speeds up after the service accepted a request.
    pub(crate) fn accepted(&self) {
        if let Self::Local(limiter) = self {
            limiter.accepted();
        }
    }
}

fn attempt(
    action: &'static ActionTable,
    per_second: u32,
    deadline: &Deadline<'_>,
) -> LimitedAttempt<'static> {
    let (service, time_left) = (action.api.service, deadline.left());
    LimitedAttempt { service, action: action.name, per_second, time_left }
}
