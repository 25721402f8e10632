//! Whether and when a request is sent again.

mod backoff;
mod budget;
mod decide;

use std::time::Duration;

pub(crate) use backoff::backoff;
pub(crate) use budget::RetryBudget;
pub(crate) use decide::{Decision, Failure, History, decide};

/// How often and how fast a client sends a request again that failed.
///
/// *Whether* a failure may be followed by another attempt is not to be set: an action that creates
/// is sent again only where it is certain that nothing was created. Nothing was sent, the service
/// said that there are too many requests, or it refused the signature's time or the credentials
/// and others can be had.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    pub(crate) max_attempts: u32,
    pub(crate) initial_backoff: Duration,
    pub(crate) max_backoff: Duration,
    pub(crate) retry_budget: u32,
}

impl RetryPolicy {
    /// Three attempts; pauses of random length, at most 250 milliseconds after the first attempt,
    /// twice as much after each further one, and never more than 10 seconds; a budget of 100.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max_attempts: 3,
            initial_backoff: Duration::from_millis(250),
            max_backoff: Duration::from_secs(10),
            retry_budget: 100,
        }
    }

    /// One attempt, whatever happens.
    #[must_use]
    pub const fn disabled() -> Self {
        Self::new().max_attempts(1)
    }

    /// How many attempts a call has at most, the first one included.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The longest pause after the first attempt; after each further one it is twice as long. The
    /// pause itself is anything from nothing up to that.
    #[must_use]
    pub const fn initial_backoff(mut self, pause: Duration) -> Self {
        self.initial_backoff = pause;
        self
    }

    /// What no pause is longer than.
    #[must_use]
    pub const fn max_backoff(mut self, pause: Duration) -> Self {
        self.max_backoff = pause;
        self
    }

    /// How many more attempts than calls a client and its clones make together before calls have
    /// to succeed again: ten that do give back one. This keeps an outage from being multiplied.
    #[must_use]
    pub const fn retry_budget(mut self, attempts: u32) -> Self {
        self.retry_budget = attempts;
        self
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}
