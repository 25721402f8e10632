//! Budget of retries.

use std::sync::atomic::{AtomicU32, Ordering};

/// Tokens that a retry costs; a call that succeeds gives back one.
const TOKENS_PER_RETRY: u32 = 10;

/// Token bucket of retries, shared by the clones of a client.
pub(crate) struct RetryBudget {
    tokens: AtomicU32,
    capacity: u32,
}

impl RetryBudget {
    /// Creates a full bucket for this many retries.
    pub(crate) fn new(attempts: u32) -> Self {
        let capacity = attempts.saturating_mul(TOKENS_PER_RETRY);
        Self { tokens: AtomicU32::new(capacity), capacity }
    }

    /// Takes a retry out of the bucket; false if there is none.
    pub(crate) fn spend(&self) -> bool {
        let less = |tokens: u32| tokens.checked_sub(TOKENS_PER_RETRY);
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    /// Gives back a token: a call succeeded.
    pub(crate) fn succeeded(&self) {
        let more = |tokens: u32| (tokens < self.capacity).then(|| tokens + 1);
        let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_has_to_be_earned() {
        let budget = RetryBudget::new(2);
        budget.succeeded();
        assert_eq!([budget.spend(), budget.spend(), budget.spend()], [true, true, false]);
        for _ in 0..9 {
            budget.succeeded();
        }
        assert!(!budget.spend());
        budget.succeeded();
        assert!(budget.spend() && !budget.spend());
        assert!(!RetryBudget::new(0).spend());
        assert!(RetryBudget::new(u32::MAX).spend());
    }
}
