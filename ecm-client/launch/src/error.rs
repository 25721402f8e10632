//! Errors of launches.

use std::error::Error;
use std::fmt;

use ecm_client::Outcome;

use crate::{JournalError, LaunchState};
use ecm_launch_protocol::TransitionError;

/// Failure of a launch or a recovery.
///
/// Its message holds no secrets.
#[derive(Debug)]
#[non_exhaustive]
pub enum LaunchError {
    /// The action cannot be launched once, or the request does not fit it. Nothing was sent.
    Unsuitable(String),
    /// The key was launched with another request. Nothing was sent.
    OtherRequest {
        /// Members that differ.
        difference: String,
    },
    /// The key belongs to another service, host, region or account. Nothing was sent.
    OtherTarget {
        /// Part that differs.
        part: &'static str,
        /// Value in the journal.
        recorded: String,
        /// Value of this client.
        given: String,
    },
    /// The entry does not allow it.
    Refused(TransitionError),
    /// The journal failed before a create was sent. One that fails later is no error: the tag finds what was created.
    Journal(JournalError),
    /// A call failed.
    Call {
        /// Error of the call.
        error: Box<ecm_client::Error>,
        /// Time of both clocks behind which a look-up settles the key; `None` if nothing was recorded.
        until: Option<i64>,
    },
    /// The look-up of the tag gave a list that nothing follows from.
    LookUp(String),
    /// The key is not in the journal.
    UnknownKey,
    /// The key is in a state that does not allow it.
    State(LaunchState),
}

impl LaunchError {
    /// Returns what is known of the create of this call.
    ///
    /// It is [`NotSent`](Outcome::NotSent) where this call has sent none, whatever earlier ones have sent for the key.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Call { error, .. } => error.outcome(),
            _ => Outcome::NotSent,
        }
    }

    pub(crate) fn call(error: ecm_client::Error, until: Option<i64>) -> Self {
        Self::Call { error: Box::new(error), until }
    }
}

impl fmt::Display for LaunchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsuitable(why) => write!(f, "{why}; nothing was sent"),
            Self::OtherRequest { difference } => {
                write!(
                    f,
                    "the key was launched with another request ({difference}); nothing was sent"
                )
            }
            Self::OtherTarget { part, recorded, given } => write!(
                f,
                "the key belongs to the {part} {recorded}, and this client is for {given}; nothing was sent"
            ),
            Self::Refused(error) => write!(f, "{error}"),
            Self::Journal(error) => write!(f, "{error}; no create was sent"),
            Self::Call { error, until: None } => write!(f, "{error}"),
            Self::Call { error, until: Some(until) } => write!(
                f,
                "{error} The key stays pending until a look-up that begins after {until} (seconds since 1970) \
                 settles it."
            ),
            Self::LookUp(problem) => f.write_str(problem),
            Self::UnknownKey => f.write_str("the journal has no such key"),
            Self::State(state) => write!(f, "the state of the key is {}", state.as_str()),
        }
    }
}

impl Error for LaunchError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Refused(error) => Some(error),
            Self::Journal(error) => Some(error),
            Self::Call { error, .. } => Some(&**error),
            _ => None,
        }
    }
}

impl From<JournalError> for LaunchError {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

impl From<TransitionError> for LaunchError {
    fn from(error: TransitionError) -> Self {
        Self::Refused(error)
    }
}
