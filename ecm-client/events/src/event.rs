//! Events, and the error of one that is too large.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// Event of a stream, borrowed from the chunk or from the parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedEvent<'a> {
    pub(crate) data: Cow<'a, str>,
    pub(crate) event: Cow<'a, str>,
    pub(crate) id: Cow<'a, str>,
    pub(crate) retry: Option<Duration>,
}

impl<'a> ParsedEvent<'a> {
    /// Returns the data: the values of all `data` lines, joined by line ends.
    pub fn data(&self) -> &str {
        &self.data
    }

    /// Returns the data as it is kept; borrowed where nothing had to be joined or replaced.
    #[must_use]
    pub fn into_data(self) -> Cow<'a, str> {
        self.data
    }

    /// Returns the value of the `event` line; `None` if there was none or it was empty.
    pub fn event(&self) -> Option<&str> {
        Some(&*self.event).filter(|event| !event.is_empty())
    }

    /// Returns the last id of the stream, from this event or an earlier one.
    ///
    /// `None` if there was none yet, or if an empty one has taken it back.
    pub fn id(&self) -> Option<&str> {
        Some(&*self.id).filter(|id| !id.is_empty())
    }

    /// Returns the time to wait before connecting again, if the stream has named one since the event
    /// before.
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }
}

/// Error of an event that is larger than the parser's limit.
///
/// The parser cannot go on: the rest of the event is not told apart from the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTooLarge {
    pub(crate) limit: usize,
}

impl EventTooLarge {
    /// Returns the limit in bytes.
    pub fn limit(&self) -> usize {
        self.limit
    }
}

impl fmt::Display for EventTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an event of the stream is larger than the limit of {} bytes", self.limit)
    }
}

impl std::error::Error for EventTooLarge {}
