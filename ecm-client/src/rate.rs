//! Client-side rate limiting.

mod action_limiter;
mod limiter;
mod rate_limiter;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) use action_limiter::ActionLimiter;
use limiter::Limiter;
pub use rate_limiter::{LimitedAttempt, RateLimiter, RateLimiterError};

use crate::rt::ActionTable;

/// Limiters by action, shared by a client and its clones. The service counts per action and
/// account, in its strictest form over all regions; this counts likewise.
pub(crate) enum Limiters {
    /// Limiters of this client and its clones.
    Local(Mutex<LimiterTable>),
    /// Limiter that the user has set.
    Given(Arc<dyn RateLimiter>),
}

type LimiterTable = BTreeMap<(&'static str, &'static str), Arc<Limiter>>;

impl Limiters {
    pub(crate) fn new(given: Option<Arc<dyn RateLimiter>>) -> Self {
        given.map_or_else(|| Self::Local(Mutex::default()), Self::Given)
    }

    /// Returns the limiter of an action; `None` if the spec gives no limit.
    pub(crate) fn of(&self, action: &'static ActionTable) -> Option<ActionLimiter> {
        let per_second = action.rate_limit.filter(|limit| *limit > 0)?;
        let table = match self {
            Self::Local(table) => table,
            Self::Given(limiter) => {
                let limiter = Arc::clone(limiter);
                return Some(ActionLimiter::Given { limiter, action, per_second });
            }
        };
        // A thread that panicked while it held the lock cannot have left half an entry.
        let mut limiters = table.lock().unwrap_or_else(PoisonError::into_inner);
        let limiter = limiters
            .entry((action.api.service, action.name))
            .or_insert_with(|| Arc::new(Limiter::new(per_second)));
        Some(ActionLimiter::Local(Arc::clone(limiter)))
    }
}
