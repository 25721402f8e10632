//! Why a call failed, and what is known about it.

mod cause;
mod display;

use std::fmt;

use crate::rt::ActionTable;
use crate::{Category, Effect, ErrorCode, Outcome, Retry, Violations};

pub(crate) use cause::{Cause, Lost, Underlying};

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
}

impl Error {
    pub(crate) fn new(action: &'static ActionTable, cause: Cause) -> Self {
        Self(Box::new(Inner { action: Some(action), cause, request_id: None }))
    }

    /// A client that cannot be built, and why.
    pub(crate) fn build(problem: impl Into<String>) -> Self {
        let cause = Cause::Setup(problem.into());
        Self(Box::new(Inner { action: None, cause, request_id: None }))
    }

    pub(crate) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id.filter(|id| !id.is_empty());
        self
    }

    /// What the service can have done.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.0.cause {
            Cause::Setup(_)
            | Cause::Unsendable(_)
            | Cause::Invalid(_)
            | Cause::TooLarge { .. }
            | Cause::Connect { .. } => Outcome::NotSent,
            Cause::Rejected { .. } => Outcome::Rejected,
            Cause::Lost(_) => Outcome::Unknown,
        }
    }

    /// The action that failed; empty where a client could not be built.
    #[must_use]
    pub fn action(&self) -> &str {
        self.0.action.map_or("", |action| action.name)
    }

    /// The id by which the service knows the call, as far as it gave one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The code by which the service refused.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Rejected { code, .. } => Some(code),
            _ => None,
        }
    }

    /// What the service said about its refusal.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match &self.0.cause {
            Cause::Rejected { message, .. } => Some(message),
            _ => None,
        }
    }

    /// The code as the type that lists an action's codes.
    #[must_use]
    pub fn code_as<C: ErrorCode>(&self) -> Option<C> {
        self.code().map(C::parse)
    }

    /// What kind of refusal it is.
    #[must_use]
    pub fn category(&self) -> Option<Category> {
        self.code().map(Category::of)
    }

    /// Whether and when sending the request again can help. Advice only: nothing is ever sent
    /// again without being asked to.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match &self.0.cause {
            Cause::Setup(_) | Cause::Unsendable(_) | Cause::Invalid(_) | Cause::TooLarge { .. } => {
                Retry::Never
            }
            Cause::Connect { .. } => Retry::AfterBackoff,
            Cause::Lost(_) => Retry::IfRepeatable,
            Cause::Rejected { code, .. } => {
                crate::rt::retry_of(self.0.action.map_or(&[], |action| action.error_codes), code)
            }
        }
    }

    /// The rules that the request breaks, where that is why it was not sent.
    #[must_use]
    pub fn violations(&self) -> Option<&Violations> {
        match &self.0.cause {
            Cause::Invalid(violations) => Some(violations),
            _ => None,
        }
    }

    /// Whether time ran out, while connecting or later.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match self.0.cause {
            Cause::Connect { timeout, .. } => timeout,
            Cause::Lost(Lost::Timeout) => true,
            _ => false,
        }
    }

    /// Whether no connection could be made.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.0.cause, Cause::Connect { .. })
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
            .field("cause", &self.0.cause)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.cause {
            Cause::Invalid(violations) => Some(violations),
            Cause::Connect { source, .. } | Cause::Lost(Lost::Connection(source)) => Some(source),
            Cause::Lost(Lost::Misfit(source)) => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
#[path = "error_tests.rs"]
mod tests;
