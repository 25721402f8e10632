//! Measurements of calls, for programs that count and time them.

#[cfg(feature = "metrics")]
mod facade;

use std::time::Duration;

use crate::rt::ActionTable;
use crate::trace::Stopwatch;
use crate::{Error, ErrorCategory, Outcome, Sleep};

#[cfg(feature = "metrics")]
pub use facade::MetricsFacade;

/// Receiver of measurements of calls; see [`ClientBuilder::metrics`](crate::ClientBuilder::metrics).
///
/// Its methods are called by the task that makes the call, so they must not block. By default, they do
/// nothing. Measurements hold no secret, and of what came back only sizes, a status and known error codes.
///
/// Measured are typed, dynamic and blocking calls from the moment when they could be sent. A request that
/// breaks a rule is no call, and neither is an exchange of credentials. A call whose future is dropped does
/// not end: nothing is reported of it and of its last attempt.
pub trait Metrics: Send + Sync {
    /// Receives a call that ended.
    ///
    /// A call that opens a stream ends with the first event; what the stream brings later is not reported.
    fn call_ended(&self, _call: &CallMetrics) {}

    /// Receives an attempt that ended.
    fn attempt_ended(&self, _attempt: &AttemptMetrics) {}

    /// Receives a wait for the rate limiter that ended, by a slot or by the deadline of the call.
    ///
    /// An attempt that need not wait is not reported.
    fn rate_limit_waited(&self, _wait: &RateLimitMetrics) {}
}

/// Measurements of a call, with all its attempts and pauses.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CallMetrics {
    /// Short name of the service, such as `ecm`.
    pub service: &'static str,
    /// Name of the action.
    pub action: &'static str,
    /// Outcome of a call that failed; `None` if it succeeded.
    ///
    /// An answer that is refused for its form alone ([`DecodingMode::Strict`](crate::DecodingMode::Strict))
    /// was a success.
    pub outcome: Option<Outcome>,
    /// Class of the failure: a code that the spec lists, `_OTHER` for another one, or a word for the cause.
    pub error_type: Option<&'static str>,
    /// Category of the error code, if the service rejected the request.
    pub category: Option<ErrorCategory>,
    /// Number of attempts; 0 if nothing was sent because of credentials, the limiter or the deadline.
    pub attempts: u32,
    /// Time from the first wait to the end.
    pub duration: Duration,
}

/// Measurements of an attempt: one HTTP request and its response.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct AttemptMetrics {
    /// Short name of the service, such as `ecm`.
    pub service: &'static str,
    /// Name of the action.
    pub action: &'static str,
    /// Number of the attempt in its call, from 1.
    pub attempt: u32,
    /// Outcome of an attempt that failed; `None` if it succeeded.
    pub outcome: Option<Outcome>,
    /// Class of the failure, as in [`CallMetrics::error_type`].
    pub error_type: Option<&'static str>,
    /// HTTP status; `None` if no response was read.
    pub status: Option<u16>,
    /// Size of the request body in bytes; 0 for a GET, whose parameters are in the URL.
    pub request_size: u64,
    /// Size of the response body in bytes, of a stream that of its first event; `None` if none was read.
    pub response_size: Option<u64>,
    /// Time from the begin of the attempt to the end of the response, or of a stream's first event.
    pub duration: Duration,
}

/// Measurements of a wait for the rate limiter.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct RateLimitMetrics {
    /// Short name of the service, such as `ecm`.
    pub service: &'static str,
    /// Name of the action.
    pub action: &'static str,
    /// Time of the wait.
    pub duration: Duration,
}

/// Request and response of an attempt, in numbers.
pub(crate) struct Exchanged {
    pub(crate) attempt: u32,
    pub(crate) status: Option<u16>,
    pub(crate) request_size: u64,
    pub(crate) response_size: Option<u64>,
}

/// Receiver of a client's measurements, if it has one.
#[derive(Default)]
pub(crate) struct Meter(pub(crate) Option<Box<dyn Metrics>>);

impl Meter {
    /// Starts a watch for a measurement, or for an event if anybody listens.
    #[inline]
    pub(crate) fn stopwatch<'a>(&self, sleep: &'a dyn Sleep) -> Stopwatch<'a> {
        Stopwatch::start(sleep, self.0.is_some())
    }

    /// Starts a watch for a measurement alone; `None` if there is no receiver.
    #[inline]
    pub(crate) fn start(&self, sleep: &dyn Sleep) -> Option<Duration> {
        self.0.as_ref().map(|_| sleep.elapsed())
    }

    pub(crate) fn call_ended(
        &self,
        action: &'static ActionTable,
        failure: Option<&Error>,
        attempts: u32,
        stopwatch: &Stopwatch<'_>,
    ) {
        let Some(metrics) = &self.0 else { return };
        metrics.call_ended(&CallMetrics {
            service: action.api.service,
            action: action.name,
            outcome: failure.map(Error::outcome),
            error_type: failure.map(Error::error_type),
            category: failure.and_then(Error::category),
            attempts,
            duration: stopwatch.elapsed().unwrap_or_default(),
        });
    }

    /// Reports an attempt; of what it exchanged, nothing is looked at where nobody listens.
    #[inline]
    pub(crate) fn attempt_ended(
        &self,
        action: &'static ActionTable,
        failure: Option<&Error>,
        stopwatch: &Stopwatch<'_>,
        exchanged: impl FnOnce() -> Exchanged,
    ) {
        let Some(metrics) = &self.0 else { return };
        let Exchanged { attempt, status, request_size, response_size } = exchanged();
        metrics.attempt_ended(&AttemptMetrics {
            service: action.api.service,
            action: action.name,
            attempt,
            outcome: failure.map(Error::outcome),
            error_type: failure.map(Error::error_type),
            status,
            request_size,
            response_size,
            duration: stopwatch.elapsed().unwrap_or_default(),
        });
    }

    /// Reports a wait that began at `start`, if there was anything to wait for.
    pub(crate) fn waited(
        &self,
        action: &'static ActionTable,
        start: Option<Duration>,
        sleep: &dyn Sleep,
    ) {
        let (Some(metrics), Some(start)) = (&self.0, start) else { return };
        let duration = sleep.elapsed().saturating_sub(start);
        if !duration.is_zero() {
            let (service, action) = (action.api.service, action.name);
            metrics.rate_limit_waited(&RateLimitMetrics { service, action, duration });
        }
    }
}

#[cfg(test)]
mod tests;
