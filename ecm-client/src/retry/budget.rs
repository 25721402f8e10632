//! What a client may send more than it was asked to.

use std::sync::atomic::{AtomicU32, Ordering};

/// What one attempt costs, in parts that a call gives back.
const COST: u32 = 10;

/// A bucket of further attempts, shared by the clones of a client.
pub(crate) struct Budget {
    parts: AtomicU32,
    full: u32,
}

impl Budget {
    /// A full bucket of so many attempts.
    pub(crate) fn new(attempts: u32) -> Self {
        let full = attempts.saturating_mul(COST);
        Self { parts: AtomicU32::new(full), full }
    }

    /// Takes one attempt out, if there is one.
    pub(crate) fn spend(&self) -> bool {
        let less = |parts: u32| parts.checked_sub(COST);
        self.parts.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    /// Gives back a part: a call succeeded.
    pub(crate) fn succeeded(&self) {
        let more = |parts: u32| (parts < self.full).then(|| parts + 1);
        let _ = self.parts.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_has_to_be_earned() {
        let budget = Budget::new(2);
        budget.succeeded();
        assert_eq!([budget.spend(), budget.spend(), budget.spend()], [true, true, false]);
        for _ in 0..9 {
            budget.succeeded();
        }
        assert!(!budget.spend());
        budget.succeeded();
        assert!(budget.spend() && !budget.spend());
        assert!(!Budget::new(0).spend());
        assert!(Budget::new(u32::MAX).spend());
    }
}
