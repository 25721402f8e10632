//! Why a call failed, and what is known about it.

mod cause;
mod display;

use std::fmt;

use crate::category::retry_advice;
use crate::retry::Failure;
use crate::rt::ActionTable;
use crate::{Effect, ErrorCategory, ErrorCode, Outcome, RetryAdvice, Violations};

pub(crate) use cause::{Cause, NoValidResponse, SizeLimit, Underlying};

/// Why a call failed.
///
/// The first question is always what the service has done about it: [`Error::outcome`]. Its
/// `Display` says what failed, whether anything was sent, the request id, and what to do next; it
/// never holds a secret.
pub struct Error(Box<Inner>);

struct Inner {
    // None for a client that could not be built.
    action: Option<&'static ActionTable>,
    cause: Cause,
    request_id: Option<String>,
    // How often it was tried.
    attempts: u32,
    // Whether an attempt before this failure may have been carried out.
    doubt: bool,
}

impl Error {
    pub(crate) fn new(action: &'static ActionTable, cause: Cause) -> Self {
        Self::of(Some(action), cause)
    }

    /// A request that cannot be made, and why.
    pub(crate) fn unsendable(action: &'static ActionTable, problem: impl Into<String>) -> Self {
        Self::new(action, Cause::Unsendable(problem.into()))
    }

    /// A client that cannot be built, and why.
    pub(crate) fn build(problem: impl Into<String>) -> Self {
        Self::of(None, Cause::Setup(problem.into()))
    }

    fn of(action: Option<&'static ActionTable>, cause: Cause) -> Self {
        Self(Box::new(Inner { action, cause, request_id: None, attempts: 0, doubt: false }))
    }

    /// The failure of a call after so many attempts. If one of them may have been carried out
    /// (`doubt`), that is what is known about the call, whatever was answered later.
    pub(crate) fn after(mut self, attempts: u32, doubt: bool) -> Self {
        self.0.attempts = attempts;
        self.0.doubt = doubt;
        self
    }

    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id.filter(|id| !id.is_empty());
        self
    }

    /// What the service can have done: the worst of all attempts. One that may have been carried out
    /// is not hidden by a later one that was not sent or was rejected. (A rejection does hide it
    /// where the action changes nothing: then there is nothing that can have been done.)
    pub fn outcome(&self) -> Outcome {
        if self.0.doubt { Outcome::Unknown } else { self.last_outcome() }
    }

    /// What the service can have done about the last attempt.
    fn last_outcome(&self) -> Outcome {
        match self.0.cause {
            Cause::Setup(_)
            | Cause::Unsendable(_)
            | Cause::Invalid(_)
            | Cause::TooLarge { .. }
            | Cause::Credentials(_)
            | Cause::DeadlineExceeded { .. }
            | Cause::Connect { .. } => Outcome::NotSent,
            Cause::Rejected { .. } => Outcome::Rejected,
            Cause::NoValidResponse(_) => Outcome::Unknown,
        }
    }

    /// How often the request was sent, or tried to be; 0 where it did not come to that.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The action that failed; empty where a client could not be built.
    pub fn action(&self) -> &str {
        self.0.action.map_or("", |action| action.name)
    }

    /// The id by which the service knows the call, as far as it gave one.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The code by which the service refused.
    pub fn code(&self) -> Option<&str> {
        let Cause::Rejected { code, .. } = &self.0.cause else { return None };
        Some(code)
    }

    /// What the service said about its refusal.
    pub fn message(&self) -> Option<&str> {
        let Cause::Rejected { message, .. } = &self.0.cause else { return None };
        Some(message)
    }

    /// The code as the type that lists an action's codes; `None` where it is none of them.
    #[must_use]
    pub fn code_as<C: ErrorCode>(&self) -> Option<C> {
        self.code().and_then(C::from_code)
    }

    /// What kind of refusal it is.
    pub fn category(&self) -> Option<ErrorCategory> {
        self.code().map(ErrorCategory::from_code)
    }

    /// Whether and when sending the request again can help, after what the client has tried by
    /// itself.
    pub fn retry(&self) -> RetryAdvice {
        match &self.0.cause {
            Cause::Setup(_)
            | Cause::Unsendable(_)
            | Cause::Invalid(_)
            | Cause::TooLarge { .. }
            | Cause::Credentials(_) => RetryAdvice::Never,
            Cause::Connect { .. } | Cause::DeadlineExceeded { .. } => RetryAdvice::AfterBackoff,
            Cause::NoValidResponse(_) => RetryAdvice::IfIdempotent,
            Cause::Rejected { code, .. } => {
                retry_advice(self.0.action.map_or(&[], |action| action.api.error_codes), code)
            }
        }
    }

    /// The rules that the request breaks, where that is why it was not sent.
    pub fn violations(&self) -> Option<&Violations> {
        let Cause::Invalid(violations) = &self.0.cause else { return None };
        Some(violations)
    }

    /// Whether time ran out, before there was a connection or later.
    pub fn is_timeout(&self) -> bool {
        match self.0.cause {
            Cause::Connect { timeout, .. } => timeout,
            Cause::DeadlineExceeded { .. } | Cause::NoValidResponse(NoValidResponse::Timeout) => {
                true
            }
            _ => false,
        }
    }

    /// Whether no connection could be made.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.cause, Cause::Connect { .. })
    }

    /// Whether what is known leaves room for it.
    pub(crate) fn may_have_been_carried_out(&self) -> bool {
        match self.outcome() {
            Outcome::NotSent => false,
            Outcome::Rejected => !self.category().is_some_and(ErrorCategory::proves_no_effect),
            Outcome::Unknown => true,
        }
    }

    /// What is known about the last attempt, for the decision whether there is another.
    pub(crate) fn failure(&self) -> Failure {
        match (self.last_outcome(), self.retry()) {
            (Outcome::NotSent, RetryAdvice::Never) => Failure::Unsendable,
            (Outcome::NotSent, _) => Failure::NotSent,
            (Outcome::Rejected, retry) => Failure::Refused(retry),
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
            .field("attempts", &self.attempts())
            .field("cause", &self.0.cause)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.cause {
            Cause::Invalid(violations) => Some(violations),
            Cause::Credentials(problem) => Some(problem),
            Cause::Connect { source, .. }
            | Cause::NoValidResponse(NoValidResponse::Connection(source)) => Some(source),
            Cause::NoValidResponse(NoValidResponse::Decode(source)) => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
