//! Why there is no answer.

use std::fmt;

use crate::error::{Cause, Lost, Underlying};

/// Why there is no answer, and whether anything of the request can have reached the service.
pub struct TransportError(Kind);

#[derive(Debug)]
enum Kind {
    NotSent { timeout: bool, source: Underlying },
    Unsendable(String),
    Unknown(Underlying),
    Timeout,
    Oversized,
}

impl TransportError {
    /// Nothing of the request can have reached the service: there was no connection. The text of
    /// the error and of its sources is kept, so they must hold no secret.
    #[must_use]
    pub fn not_sent(source: &(dyn std::error::Error + 'static)) -> Self {
        Self(Kind::NotSent { timeout: false, source: Underlying::of(source) })
    }

    /// The request, or a part of it, may have reached the service. The text of the error and of its
    /// sources is kept, so they must hold no secret.
    #[must_use]
    pub fn unknown(source: &(dyn std::error::Error + 'static)) -> Self {
        Self(Kind::Unknown(Underlying::of(source)))
    }

    /// Time ran out, and the request may have reached the service.
    #[must_use]
    pub fn timeout() -> Self {
        Self(Kind::Timeout)
    }

    /// The answer is larger than it may be.
    #[must_use]
    pub fn oversized() -> Self {
        Self(Kind::Oversized)
    }

    /// Time ran out before there was a connection.
    pub(super) fn connect_timeout(source: Underlying) -> Self {
        Self(Kind::NotSent { timeout: true, source })
    }

    /// The request cannot be sent, now or later.
    pub(super) fn unsendable(problem: String) -> Self {
        Self(Kind::Unsendable(problem))
    }

    pub(crate) fn into_cause(self, max_response_size: u64) -> Cause {
        match self.0 {
            Kind::NotSent { timeout, source } => Cause::Connect { timeout, source },
            Kind::Unsendable(problem) => Cause::Unsendable(problem),
            Kind::Unknown(source) => Cause::Lost(Lost::Connection(source)),
            Kind::Timeout => Cause::Lost(Lost::Timeout),
            Kind::Oversized => Cause::Lost(Lost::Oversized { limit: max_response_size }),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::NotSent { source, .. } => write!(f, "nothing was sent: {}", source.root()),
            Kind::Unsendable(problem) => write!(f, "nothing was sent: {problem}"),
            Kind::Unknown(source) => write!(f, "something may have been sent: {}", source.root()),
            Kind::Timeout => {
                f.write_str("something may have been sent, and no answer came in time")
            }
            Kind::Oversized => f.write_str("the answer is larger than it may be"),
        }
    }
}

impl std::error::Error for TransportError {}
