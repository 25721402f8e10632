//! Errors of calls, and what is known about their outcome.

mod cause;
mod display;
mod error_type;

use std::any::Any;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use crate::category::{is_internal_failure, is_throttling, retry_advice};
use crate::retry::Failure;
use crate::rt::{ActionTable, DecodeMismatch};
use crate::{Effect, ErrorCategory, ErrorCode, Outcome, RetryAdvice, Violations};

pub(crate) use cause::{Cause, Mismatched, NoValidResponse, SizeLimit, Underlying};

/// Failure of a call.
///
/// [`Error::outcome`] tells what the service can have done, which is the first thing to look at.
/// `Display` names the failure, whether anything was sent, the request id and the next step; it
/// never holds a secret.
pub struct Error(Box<Inner>);

struct Inner {
    // None for a client that could not be built.
    action: Option<&'static ActionTable>,
    cause: Cause,
    request_id: Option<String>,
    // Pause that the last response asked for.
    retry_after: Option<Duration>,
    // How often it was tried.
    attempts: u32,
    // Whether an attempt before this failure may have been carried out.
    doubt: bool,
    // Items of a list that came before it, as a vector.
    items: Option<Box<dyn Any + Send + Sync>>,
    // Never shown: it may hold secrets.
    raw_body: Option<Bytes>,
    // Events of a stream that came before it.
    events: u64,
}

impl Error {
    pub(crate) fn new(action: &'static ActionTable, cause: Cause) -> Self {
        Self::of(Some(action), cause)
    }

    /// Creates the error of a request that cannot be made.
    pub(crate) fn unsendable(action: &'static ActionTable, problem: impl Into<String>) -> Self {
        Self::new(action, Cause::Unsendable(problem.into()))
    }

    pub(crate) fn build(problem: impl Into<String>) -> Self {
        Self::of(None, Cause::Setup(problem.into()))
    }

    fn of(action: Option<&'static ActionTable>, cause: Cause) -> Self {
        let (request_id, retry_after, items, raw_body) = (None, None, None, None);
        let (attempts, doubt) = (0, false);
        Self(Box::new(Inner {
            action,
            cause,
            request_id,
            retry_after,
            attempts,
            doubt,
            items,
            raw_body,
            events: 0,
        }))
    }

    /// Adds the number of events that came before the failure.
    pub(crate) fn with_events(mut self, events: u64) -> Self {
        self.0.events = events;
        self
    }

    pub(crate) fn with_raw_body(mut self, body: &Bytes) -> Self {
        self.0.raw_body = Some(body.clone());
        self
    }

    /// Adds the number of attempts. If one of them may have been carried out (`doubt`), the outcome
    /// of the call is unknown, whatever was answered later.
    pub(crate) fn after(mut self, attempts: u32, doubt: bool) -> Self {
        self.0.attempts = attempts;
        self.0.doubt = doubt;
        self
    }

    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id.filter(|id| !id.is_empty());
        self
    }

    /// Adds the pause that the response asked for.
    pub(crate) fn with_retry_after(mut self, pause: Option<Duration>) -> Self {
        self.0.retry_after = pause;
        self
    }

    /// Adds the items of a list that came before the failure.
    pub(crate) fn with_items<T: Send + Sync + 'static>(mut self, items: Vec<T>) -> Self {
        self.0.items = Some(Box::new(items));
        self
    }

    /// Adds the address that there was no connection to.
    pub(crate) fn at_address(mut self, to: impl FnOnce() -> String) -> Self {
        if let Cause::Connect { address, .. } = &mut self.0.cause {
            *address = to();
        }
        self
    }

    /// Returns the outcome of the call: the worst of all attempts.
    ///
    /// An attempt that may have been carried out is not hidden by a later one that was not sent or
    /// was rejected. (A rejection does hide it where the action changes nothing: then nothing can
    /// have been done.)
    pub fn outcome(&self) -> Outcome {
        if self.0.doubt { Outcome::Unknown } else { self.last_outcome() }
    }

    fn last_outcome(&self) -> Outcome {
        match self.0.cause {
            Cause::Setup(_)
            | Cause::Unsendable(_)
            | Cause::Invalid(_)
            | Cause::TooLarge { .. }
            | Cause::Credentials(_)
            | Cause::DeadlineExceeded { .. }
            | Cause::Untrusted(_)
            | Cause::Connect { .. } => Outcome::NotSent,
            Cause::Rejected { .. } => Outcome::Rejected,
            Cause::Mismatch(_) | Cause::NoValidResponse(_) => Outcome::Unknown,
        }
    }

    /// Returns the number of events of a stream that came before the failure.
    ///
    /// 0 for a failure before the first event, and for calls that are answered with a JSON object.
    pub fn events(&self) -> u64 {
        self.0.events
    }

    /// Returns the number of attempts to send the request; 0 if there was none.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns the action that failed; empty if the client could not be built.
    pub fn action(&self) -> &str {
        self.0.action.map_or("", |action| action.name)
    }

    /// Returns the service's id of the request, if a response had one.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the service's error code, if it rejected the request.
    pub fn code(&self) -> Option<&str> {
        let Cause::Rejected { code, .. } = &self.0.cause else { return None };
        Some(code)
    }

    /// Returns the service's error message, if it rejected the request.
    pub fn message(&self) -> Option<&str> {
        let Cause::Rejected { message, .. } = &self.0.cause else { return None };
        Some(message)
    }

    /// Returns the code as the type that lists an action's codes; `None` if it is not one of them.
    #[must_use]
    pub fn code_as<C: ErrorCode>(&self) -> Option<C> {
        self.code().and_then(C::from_code)
    }

    /// Returns the category of the error code.
    pub fn category(&self) -> Option<ErrorCategory> {
        self.code().map(ErrorCategory::from_code)
    }

    /// Tells whether and when sending the request again can help, after the client's own retries.
    pub fn retry(&self) -> RetryAdvice {
        match &self.0.cause {
            Cause::Setup(_)
            | Cause::Unsendable(_)
            | Cause::Invalid(_)
            | Cause::TooLarge { .. }
            | Cause::Untrusted(_)
            | Cause::Mismatch(_)
            | Cause::NoValidResponse(NoValidResponse::Foreign(_)) => RetryAdvice::Never,
            Cause::Credentials(problem) if !problem.is_transient() => RetryAdvice::Never,
            Cause::Credentials(_) | Cause::Connect { .. } | Cause::DeadlineExceeded { .. } => {
                RetryAdvice::AfterBackoff
            }
            Cause::NoValidResponse(lost) if lost.is_too_large() => RetryAdvice::Never,
            Cause::NoValidResponse(_) => RetryAdvice::IfIdempotent,
            Cause::Rejected { code, .. } => {
                retry_advice(self.0.action.map_or(&[], |action| action.api.error_codes), code)
            }
        }
    }

    /// Returns the pause that the last response asked for by `Retry-After`, if it did.
    ///
    /// Responses that throttle requests and those with the HTTP status 429 or 503 count. It says
    /// when to send the request again; [`Error::retry`] says whether that can help. A call waits
    /// that long by itself where it has the time, and ends at once where it has not.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns true if the service answered that there were too many requests.
    pub(crate) fn is_throttling(&self) -> bool {
        self.code().is_some_and(is_throttling)
    }

    /// Returns the rules that the request breaks, if it was not sent because of them.
    pub fn violations(&self) -> Option<&Violations> {
        let Cause::Invalid(violations) = &self.0.cause else { return None };
        Some(violations)
    }

    /// Returns the values of the answer because of which the call failed.
    ///
    /// They do not have the form of their description, and the answer was read strictly or the client
    /// steers by them. The service has carried out the request; [`Error::received`] has the rest.
    pub fn mismatches(&self) -> &[DecodeMismatch] {
        match &self.0.cause {
            Cause::Mismatch(mismatched) => &mismatched.mismatches,
            _ => &[],
        }
    }

    /// Returns the response as far as it could be read, ids included.
    ///
    /// `None` unless the call failed because of [`Error::mismatches`], and for another type than the
    /// response of the request.
    #[must_use]
    pub fn received<T: 'static>(&self) -> Option<&T> {
        let Cause::Mismatch(mismatched) = &self.0.cause else { return None };
        mismatched.received.downcast_ref()
    }

    /// Returns the body that came back, as it is, with secrets in plain text if it has any.
    ///
    /// `None` if nothing came back in the last attempt.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.0.raw_body.as_deref()
    }

    /// Returns true for a timeout, before there was a connection or later.
    pub fn is_timeout(&self) -> bool {
        match &self.0.cause {
            Cause::Connect { timeout, .. } => *timeout,
            // They were waited for until the time was over.
            Cause::Credentials(problem) => problem.is_transient(),
            Cause::DeadlineExceeded { .. } | Cause::NoValidResponse(NoValidResponse::Timeout) => {
                true
            }
            _ => false,
        }
    }

    /// Returns true if no connection could be made.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.cause, Cause::Connect { .. } | Cause::Untrusted(_))
    }

    /// Returns true if the server could not be reached at all.
    pub(crate) fn is_unreachable(&self) -> bool {
        matches!(self.0.cause, Cause::Connect { .. })
    }

    /// Returns true if the server's certificate was not accepted.
    ///
    /// It is not tried again, as the certificate stays the same. The message names the host, the issuer and
    /// the next step.
    pub fn is_untrusted_certificate(&self) -> bool {
        matches!(self.0.cause, Cause::Untrusted(_))
    }

    /// Returns true if nothing but the network or the service of a moment was at fault.
    pub(crate) fn is_passing(&self) -> bool {
        match &self.0.cause {
            Cause::Connect { .. } | Cause::DeadlineExceeded { .. } => true,
            Cause::Credentials(problem) => problem.is_transient(),
            Cause::NoValidResponse(lost) => match lost {
                NoValidResponse::Timeout | NoValidResponse::Connection(_) => true,
                NoValidResponse::Status(status) => matches!(status, 408 | 429 | 500..),
                _ => false,
            },
            Cause::Rejected { .. } => {
                matches!(self.retry(), RetryAdvice::AfterBackoff | RetryAdvice::IfIdempotent)
            }
            _ => false,
        }
    }

    /// Returns true if a list ended although the service says that it has more items.
    pub fn is_incomplete_list(&self) -> bool {
        matches!(self.0.cause, Cause::NoValidResponse(NoValidResponse::IncompleteList { .. }))
    }

    /// Returns the items that came before the failure, if it ended the reading of a whole list.
    ///
    /// It has the items of [`PaginatorItems::read_all`](crate::PaginatorItems::read_all), and the ids
    /// of [`TrackingTag::reconcile`](crate::TrackingTag::reconcile) as `String`. `None` for other
    /// calls, and for a type that is not the one of the items.
    pub fn items_read<T: 'static>(&self) -> Option<&[T]> {
        self.0.items.as_ref()?.downcast_ref::<Vec<T>>().map(Vec::as_slice)
    }

    /// Returns true if the request may have been carried out.
    pub(crate) fn may_have_been_carried_out(&self) -> bool {
        match self.outcome() {
            Outcome::NotSent => false,
            // What has answered with events has begun, whatever it says then.
            Outcome::Rejected => {
                self.0.events > 0 || !self.category().is_some_and(ErrorCategory::proves_no_effect)
            }
            Outcome::Unknown => true,
        }
    }

    /// Returns true for a fault of the connection or of what is behind it.
    ///
    /// Over another connection, the request may succeed. A well-formed refusal of it is none.
    pub(crate) fn is_transient_fault(&self) -> bool {
        match &self.0.cause {
            Cause::Rejected { code, .. } => {
                // A spec may know better whether to send the request again, not whose fault it is.
                let is_internal = is_internal_failure(code);
                let is_throttling = is_throttling(code);
                is_internal || (!is_throttling && self.retry() == RetryAdvice::IfIdempotent)
            }
            Cause::NoValidResponse(lost) => lost.is_transient_fault(),
            _ => false,
        }
    }

    /// Knowledge about the last attempt, for the decision about a retry.
    pub(crate) fn failure(&self) -> Failure {
        match (self.last_outcome(), self.retry()) {
            (Outcome::NotSent, RetryAdvice::Never) => Failure::Unsendable,
            (Outcome::NotSent, _) => Failure::NotSent,
            (Outcome::Rejected, retry) => Failure::Refused(retry),
            (Outcome::Unknown, RetryAdvice::Never) => Failure::Unreadable,
            (Outcome::Unknown, _) => Failure::Unknown,
        }
    }

    fn effect(&self) -> Effect {
        self.0.action.map_or(Effect::Read, |action| action.effect)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("action", &self.action())
            .field("outcome", &self.outcome())
            .field("request_id", &self.request_id())
            .field("retry_after", &self.retry_after())
            .field("attempts", &self.attempts())
            .field("cause", &self.0.cause)
            .finish()
    }
}

impl std::error::Error for Error {
    /// Adds to the message what it does not say itself, so that a printed chain says nothing twice.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.cause {
            Cause::Credentials(problem) => problem.source(),
            Cause::Connect { source, .. }
            | Cause::NoValidResponse(NoValidResponse::Connection(source)) => source.source(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
