//! Error of a wait.

use std::fmt;
use std::time::Duration;

use super::{ObservedState, WaiterProgress};
use crate::Error;

/// Error of a wait that ended before every id reached the state.
///
/// It has the state in which each id was last seen.
pub struct WaiterError {
    pub(super) name: &'static str,
    pub(super) states: Vec<ObservedState>,
    pub(super) failure: WaiterFailure,
}

#[derive(Debug)]
pub(super) enum WaiterFailure {
    Deadline(Duration),
    Failed,
    Call(Box<Error>),
}

/// Reason why a wait failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaiterErrorKind {
    /// The timeout was over.
    Deadline,
    /// An id is in a state from which it cannot reach the one that was waited for.
    Failed,
    /// A call failed; [`WaiterError::call`] has its error.
    Call,
}

impl WaiterError {
    /// Returns the reason.
    pub fn kind(&self) -> WaiterErrorKind {
        match self.failure {
            WaiterFailure::Deadline(_) => WaiterErrorKind::Deadline,
            WaiterFailure::Failed => WaiterErrorKind::Failed,
            WaiterFailure::Call(_) => WaiterErrorKind::Call,
        }
    }

    /// Returns the last state of each id, in the order in which they were given.
    pub fn states(&self) -> &[ObservedState] {
        &self.states
    }

    /// Returns the error of the call that failed, for [`WaiterErrorKind::Call`].
    pub fn call(&self) -> Option<&Error> {
        match &self.failure {
            WaiterFailure::Call(error) => Some(error),
            WaiterFailure::Deadline(_) | WaiterFailure::Failed => None,
        }
    }

    fn of(&self, progress: WaiterProgress) -> impl Iterator<Item = &ObservedState> {
        self.states.iter().filter(move |seen| seen.progress == progress)
    }
}

impl fmt::Display for WaiterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "waiter `{}`: ", self.name)?;
        let all = self.states.len();
        let (shown, next) = match &self.failure {
            WaiterFailure::Call(error) => return write!(f, "a call failed: {error}"),
            WaiterFailure::Deadline(timeout) => {
                let pending = self.of(WaiterProgress::Pending).count();
                write!(f, "{pending} of {all} not in the state after {timeout:?}")?;
                (WaiterProgress::Pending, "; wait again, or with a longer timeout")
            }
            WaiterFailure::Failed => {
                let failed = self.of(WaiterProgress::Failed).count();
                write!(f, "{failed} of {all} can no longer reach the state")?;
                (WaiterProgress::Failed, "; look at these before waiting again")
            }
        };
        list(f, self.of(shown))?;
        f.write_str(next)
    }
}

/// Writes the first few states, as many as a message can hold.
fn list<'a>(
    f: &mut fmt::Formatter<'_>,
    seen: impl Iterator<Item = &'a ObservedState>,
) -> fmt::Result {
    const MAX_SHOWN: usize = 5;
    for (index, seen) in seen.enumerate() {
        if index == MAX_SHOWN {
            return f.write_str(", ...");
        }
        f.write_str(if index == 0 { ": " } else { ", " })?;
        match &seen.state {
            Some(state) => write!(f, "`{}` is `{}`", seen.id.escape_debug(), state.escape_debug())?,
            None => write!(f, "`{}` has no known state", seen.id.escape_debug())?,
        }
    }
    Ok(())
}

impl fmt::Debug for WaiterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaiterError")
            .field("for", &self.name)
            .field("cause", &self.failure)
            .field("states", &self.states)
            .finish()
    }
}

impl std::error::Error for WaiterError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.call().map(|error| error as _)
    }
}
