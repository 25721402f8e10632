//! Retries: whether and when a request is sent again.

mod after;
mod backoff;
mod budget;
mod decide;

use std::time::Duration;

pub(crate) use after::retry_after;
pub(crate) use backoff::backoff;
pub(crate) use budget::RetryBudget;
pub(crate) use decide::{Decision, Failure, History, decide};

/// Settings for retries: how often and how fast a failed request is sent again.
///
/// *Whether* a failure may be retried is not configurable. An action that creates is retried only
/// where it is certain that nothing was created: nothing was sent, the service throttled the
/// request, or it rejected the time of the signature or the credentials and a correct time or other
/// credentials are available.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    pub(crate) max_attempts: u32,
    pub(crate) initial_backoff: Duration,
    pub(crate) max_backoff: Duration,
    pub(crate) retry_budget: u32,
}

impl RetryPolicy {
    /// Creates the default policy: three attempts, short random pauses, a budget of 100 retries.
    ///
    /// A pause lasts at most 250 ms after the first attempt, twice as long after each further one,
    /// and never more than 10 s.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max_attempts: 3,
            initial_backoff: Duration::from_millis(250),
            max_backoff: Duration::from_secs(10),
            retry_budget: 100,
        }
    }

    /// Creates a policy of one attempt: no retries.
    #[must_use]
    pub const fn disabled() -> Self {
        Self::new().max_attempts(1)
    }

    /// Sets the maximum number of attempts of a call, the first included (default: 3).
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Sets the maximum pause after the first attempt (default: 250 ms).
    ///
    /// It doubles with each further attempt. The actual pause is random, from zero up to the
    /// maximum.
    #[must_use]
    pub const fn initial_backoff(mut self, pause: Duration) -> Self {
        self.initial_backoff = pause;
        self
    }

    /// Sets the maximum of all pauses (default: 10 s).
    ///
    /// A pause that the service asks for by `Retry-After` may be longer.
    #[must_use]
    pub const fn max_backoff(mut self, pause: Duration) -> Self {
        self.max_backoff = pause;
        self
    }

    /// Sets the number of retries that a client and its clones may spend (default: 100).
    ///
    /// Ten calls that succeed give back one retry. This keeps retries from amplifying an outage.
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
