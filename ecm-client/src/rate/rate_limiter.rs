//! Rate limiters that a user provides.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::BoxFuture;

/// Attempt that waits for a slot under the rate limit of its action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LimitedAttempt<'a> {
    /// Short name of the service, such as `ecm`.
    pub service: &'a str,
    /// Name of the action, such as `RunInstances`.
    pub action: &'a str,
    /// Requests that the service accepts in a second, of one account, by the spec.
    pub per_second: u32,
    /// Time that the call has left.
    pub time_left: Duration,
}

/// Rate limiter, for one that several clients or processes share.
///
/// It is asked before each attempt of a call, retries included, if the spec has a limit for the action. The
/// package `ecm-launch` has one in a database.
pub trait RateLimiter: Send + Sync {
    /// Waits until the attempt may be sent.
    ///
    /// The client drops the future when the time of the call is over; a limiter that reserves slots can say at once
    /// that there is none before that.
    ///
    /// # Errors
    ///
    /// The call then ends, and the attempt is not sent. The outcome is [`NotSent`](crate::Outcome::NotSent), or
    /// that of the attempt before.
    fn wait<'a>(
        &'a self,
        attempt: LimitedAttempt<'a>,
    ) -> BoxFuture<'a, Result<(), RateLimiterError>>;

    /// Slows down, because the service has throttled an attempt.
    ///
    /// The call goes on when the future is done, or when its time is over.
    fn throttled<'a>(&'a self, attempt: LimitedAttempt<'a>) -> BoxFuture<'a, ()>;
}

/// Reason of a rate limiter for giving no slot.
#[derive(Debug)]
#[non_exhaustive]
pub enum RateLimiterError {
    /// There is no slot before the deadline of the call.
    DeadlineExceeded,
    /// The limiter failed. Its message becomes part of the call's error and must not hold secrets.
    Failed(Box<dyn Error + Send + Sync>),
}

impl RateLimiterError {
    /// Creates an error of a limiter that failed.
    #[must_use]
    pub fn failed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Failed(error.into())
    }
}

impl fmt::Display for RateLimiterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DeadlineExceeded => f.write_str("no slot before the deadline"),
            Self::Failed(error) => write!(f, "the rate limiter gave no slot: {error}"),
        }
    }
}

impl Error for RateLimiterError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::DeadlineExceeded => None,
            Self::Failed(error) => Some(&**error),
        }
    }
}
