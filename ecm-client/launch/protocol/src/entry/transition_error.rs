//! Reasons against a change of an entry.

use std::error::Error;
use std::fmt;

use super::LaunchState;

/// Reason why an entry may not be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransitionError {
    /// The key is in a state that does not allow it.
    State(LaunchState),
    /// Another process, or an earlier launch of this one, may still make attempts.
    LeaseTaken {
        /// End of the lease by the journal's clock.
        until: i64,
    },
    /// This process does not hold the lease of the key any more.
    LeaseLost,
    /// The lease has run out.
    LeaseExpired {
        /// End of the lease by the journal's clock.
        until: i64,
        /// Time of the journal's clock.
        now: i64,
    },
    /// The signing time is ahead of the journal's clock by more than a signature is valid.
    ClockAhead {
        /// Signing time.
        signed: i64,
        /// Time of the journal's clock.
        now: i64,
    },
    /// An attempt may still be carried out, and its resources be listed later.
    TooEarly {
        /// Time of the journal's clock from which on nothing can be carried out any more.
        until: i64,
        /// Time of the journal's clock.
        now: i64,
    },
    /// The ids do not fit the resolution.
    Ids(&'static str),
}

impl fmt::Display for TransitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State(state) => write!(f, "the state of the key is {}", state.as_str()),
            Self::LeaseTaken { until } => {
                write!(
                    f,
                    "another launch holds the lease of the key until {until} (seconds since 1970)"
                )
            }
            Self::LeaseLost => {
                f.write_str("the lease of the key is lost: another process has settled it")
            }
            Self::LeaseExpired { until, now } => {
                write!(
                    f,
                    "the lease of the key ended at {until}, and the journal's clock shows {now}"
                )
            }
            Self::ClockAhead { signed, now } => write!(
                f,
                "the signing time {signed} is too far ahead of the journal's clock, which shows {now}; \
                 correct the clock of this machine or of the journal"
            ),
            Self::TooEarly { until, now } => write!(
                f,
                "an attempt may still be carried out until {until} (seconds since 1970), and the journal's clock \
                 shows {now}; look again then, and decide by what you see"
            ),
            Self::Ids(problem) => f.write_str(problem),
        }
    }
}

impl Error for TransitionError {}
