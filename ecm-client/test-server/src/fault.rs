//! Faults on demand: what goes wrong between a client and the service, and when.

mod plan;

pub use plan::FaultRule;
pub(super) use plan::{FaultPlan, SelectedFault};

use std::time::Duration;

use bytes::Bytes;

use super::wire::ServedResponse;

/// Fault that a request meets.
///
/// [`Delay`](Self::Delay), [`Truncate`](Self::Truncate), [`Trickle`](Self::Trickle),
/// [`Headers`](Self::Headers), [`Replay`](Self::Replay) and [`CreateAtMost`](Self::CreateAtMost) spoil the service's own response, so the request is carried out. With
/// any other fault it is not, unless the rule says [`after_commit`](FaultRule::after_commit).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Rejects the request with an error code, in a well-formed response.
    Error {
        /// Error code.
        code: String,
        /// Error message.
        message: String,
    },
    /// Sends another response: an error page, a redirect, JSON of another form.
    Response(ServedResponse),
    /// Sends these bytes, which need not be HTTP, in place of a response, and closes.
    Raw(Bytes),
    /// Sends no response.
    NoResponse {
        /// Part of the request that is read before.
        after: Moment,
        /// End of the connection.
        disconnect: Disconnect,
    },
    /// Sends the response after a delay.
    Delay(Duration),
    /// Sends the beginning of the response and no more.
    Truncate {
        /// Position at which it stops.
        at: Position,
        /// End of the connection.
        disconnect: Disconnect,
    },
    /// Sends the response up to a position as usual, and from there one byte at a time.
    Trickle {
        /// Position of the first single byte.
        from: Position,
        /// Pause before each single byte.
        pause: Duration,
    },
    /// Sends the response with these headers in place of its own of the same names.
    ///
    /// For example a wrong `content-length`, or a `content-encoding` that is not true. The
    /// connection is closed afterwards.
    Headers(Vec<(String, String)>),
    /// Carries the request out twice, as after a replay on the way; the response is that of the first time.
    Replay,
    /// Carries a create out for the first so many of the resources that it asks for.
    CreateAtMost(usize),
}

impl Fault {
    /// Rejects requests with an error code and a standard message.
    #[must_use]
    pub fn error(code: impl Into<String>) -> Self {
        Self::Error {
            code: code.into(),
            message: "A fault rule of the test server sets this error.".to_owned(),
        }
    }

    /// Resets the connection without a response.
    #[must_use]
    pub const fn reset(after: Moment) -> Self {
        Self::NoResponse { after, disconnect: Disconnect::Reset }
    }

    /// Returns true if the request is carried out for the sake of its response.
    pub(super) fn needs_response(&self) -> bool {
        matches!(
            self,
            Self::Delay(_)
                | Self::Truncate { .. }
                | Self::Trickle { .. }
                | Self::Headers(_)
                | Self::Replay
                | Self::CreateAtMost(_)
        )
    }
}

/// Part of a request that is read before a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Moment {
    /// Nothing: the connection was just accepted.
    Connected,
    /// The head.
    Head,
    /// The head, and so many bytes of the body or all that it has.
    Body(usize),
    /// The whole request.
    Request,
}

/// End of a connection after a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Disconnect {
    /// Closes the connection in order.
    Close,
    /// Resets the connection; bytes on their way may be lost.
    Reset,
    /// Closes the sending side only, and goes on reading until the client closes.
    HalfClose,
    /// Sends nothing more, and leaves the connection open until the client closes.
    Stall,
}

/// Position in the bytes of a response.
///
/// A response that ends before is sent whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Position {
    /// After so many bytes of the head (status line, headers, empty line).
    Head(usize),
    /// After the head and so many bytes of the body.
    Body(usize),
    /// After the head and so many events of a stream, of which the end mark is one.
    ///
    /// After the last one, only the last chunk is missing. A body that is no stream counts as one
    /// event.
    Events(usize),
    /// Within an event of a stream, after so many of its bytes or all that it has.
    ///
    /// The chunk has announced the whole event.
    WithinEvent {
        /// Number of events before it.
        after: usize,
        /// Bytes of the event that are sent, chunk framing not counted.
        bytes: usize,
    },
}
