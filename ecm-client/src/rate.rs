//! Client-side rate limiting.

mod limiter;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) use limiter::Limiter;

use crate::rt::ActionTable;

/// Limiters by action, shared by a client and its clones. The service counts per action and
/// account, in its strictest form over all regions; this counts likewise.
#[derive(Default)]
pub(crate) struct Limiters {
    by_action: Mutex<BTreeMap<(&'static str, &'static str), Arc<Limiter>>>,
}

impl Limiters {
    /// Returns the limiter of an action; `None` if the spec gives no limit.
    pub(crate) fn of(&self, action: &'static ActionTable) -> Option<Arc<Limiter>> {
        let per_second = action.rate_limit.filter(|limit| *limit > 0)?;
        // A thread that panicked while it held the lock cannot have left half an entry.
        let mut limiters = self.by_action.lock().unwrap_or_else(PoisonError::into_inner);
        let limiter = limiters
            .entry((action.api.service, action.name))
            .or_insert_with(|| Arc::new(Limiter::new(per_second)));
        Some(Arc::clone(limiter))
    }
}
