//! Faults on demand: what can go wrong between a client and the service, and when.

mod plan;

pub use plan::FaultRule;
pub(super) use plan::{FaultPlan, SelectedFault};

use std::time::Duration;

use bytes::Bytes;

use super::wire::ServedResponse;

/// What goes wrong with one request.
///
/// Whether the request is carried out all the same depends on the fault: one that spoils the
/// service's own answer ([`Delay`](Self::Delay), [`Truncate`](Self::Truncate), [`Trickle`](Self::Trickle),
/// [`Headers`](Self::Headers)) needs that answer and so has the request carried out; the others do
/// not, unless the rule says [`committed`](FaultRule::after_commit).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Refuses with an error code, in a well-formed answer.
    Error {
        /// The code.
        code: String,
        /// The message.
        message: String,
    },
    /// Answers with something of one's own: a page, a redirection, JSON that is no answer.
    Response(ServedResponse),
    /// Sends these bytes, which need not be HTTP, in place of an answer, and closes.
    Raw(Bytes),
    /// Gives no answer.
    NoResponse {
        /// How much is read before.
        after: Moment,
        /// What becomes of the connection.
        disconnect: Disconnect,
    },
    /// Answers as always, after a time.
    Delay(Duration),
    /// Sends the beginning of the answer and no more.
    Truncate {
        /// Where it stops.
        at: Position,
        /// What becomes of the connection.
        disconnect: Disconnect,
    },
    /// Sends the answer up to a place as always, and from there one byte at a time.
    Trickle {
        /// From where on.
        from: Position,
        /// The time before each byte.
        pause: Duration,
    },
    /// Answers as always, with these headers in place of those of their names: a wrong
    /// `content-length`, a `content-encoding` that is not true. The connection is closed behind it.
    Headers(Vec<(String, String)>),
}

impl Fault {
    /// A refusal with an error code.
    #[must_use]
    pub fn error(code: impl Into<String>) -> Self {
        Self::Error { code: code.into(), message: "This error was asked for.".to_owned() }
    }

    /// Resets the connection.
    #[must_use]
    pub const fn reset(after: Moment) -> Self {
        Self::NoResponse { after, disconnect: Disconnect::Reset }
    }

    /// Whether the request is carried out for the sake of its answer.
    pub(super) fn needs_response(&self) -> bool {
        matches!(
            self,
            Self::Delay(_) | Self::Truncate { .. } | Self::Trickle { .. } | Self::Headers(_)
        )
    }
}

/// How much of a request is read before a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Moment {
    /// Nothing: the connection was just accepted.
    Connected,
    /// The head.
    Head,
    /// The head, and so many bytes of the body or all that it has.
    Body(usize),
    /// Everything.
    Request,
}

/// What becomes of a connection after a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Disconnect {
    /// It is closed in order.
    Close,
    /// It is reset: what was on its way may be lost.
    Reset,
    /// The sending side is closed; the endpoint goes on reading until the client closes.
    HalfClose,
    /// Nothing more is sent, and the connection stays open until the client closes.
    Stall,
}

/// A place in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Position {
    /// After so many bytes of the head (status line, headers, empty line).
    Head(usize),
    /// After the head and so many bytes of the body.
    Body(usize),
}
