//! Errors of transports.

use std::error::Error;
use std::{fmt, io, iter};

use super::SendProgress;
use super::tls::CertificateRejection;
use crate::error::{Cause, NoValidResponse, Underlying};

pub(crate) const NO_RUNTIME: &str = "there is no tokio runtime on this thread; make the call \
                                     within one, such as `#[tokio::main]`, or use \
                                     `blocking::Client`";

/// Failure of a transport, and whether the request can have reached the service.
pub struct TransportError(Kind);

#[derive(Debug)]
enum Kind {
    NotSent {
        timeout: bool,
        source: Underlying,
    },
    Unsendable(String),
    /// Certificate of the server that was not accepted.
    Untrusted(String),
    Unknown(Underlying),
    Timeout,
    Oversized,
}

impl TransportError {
    /// The request was not sent: there was no connection, so nothing can have reached the service.
    ///
    /// The text of the error and of its sources is kept, so they must hold no secret.
    #[must_use]
    pub fn not_sent(source: &(dyn Error + 'static)) -> Self {
        Self(Kind::NotSent { timeout: false, source: Underlying::of(source) })
    }

    /// The request or a part of it may have reached the service.
    ///
    /// The text of the error and of its sources is kept, so they must hold no secret.
    #[must_use]
    pub fn unknown(source: &(dyn Error + 'static)) -> Self {
        Self(Kind::Unknown(Underlying::of(source)))
    }

    /// A timeout: the request may have reached the service.
    #[must_use]
    pub fn timeout() -> Self {
        Self(Kind::Timeout)
    }

    /// The response exceeds
    /// [`SignedRequest::max_response_size`](super::SignedRequest::max_response_size).
    #[must_use]
    pub fn oversized() -> Self {
        Self(Kind::Oversized)
    }

    /// The request cannot be sent, now or later.
    pub(super) fn unsendable(problem: String) -> Self {
        Self(Kind::Unsendable(problem))
    }

    /// There is no runtime here that could drive a connection.
    pub(crate) fn no_runtime() -> Self {
        Self::unsendable(NO_RUNTIME.to_owned())
    }

    pub(crate) fn into_cause(self, max_response_size: u64) -> Cause {
        match self.0 {
            Kind::NotSent { timeout, source } => Cause::connect(timeout, source),
            Kind::Unsendable(problem) => Cause::Unsendable(problem),
            Kind::Untrusted(problem) => Cause::Untrusted(problem),
            Kind::Unknown(source) => Cause::NoValidResponse(NoValidResponse::Connection(source)),
            Kind::Timeout => Cause::NoValidResponse(NoValidResponse::Timeout),
            Kind::Oversized => {
                Cause::NoValidResponse(NoValidResponse::Oversized { limit: max_response_size })
            }
        }
    }
}

pub(super) struct ExchangeError<'e> {
    /// Error of the layer below, which must hold no secret.
    pub(super) error: &'e (dyn Error + 'static),
    pub(super) while_connecting: bool,
    /// True if it was a timeout, as far as is known.
    pub(super) by_timeout: bool,
}

impl<'e> ExchangeError<'e> {
    /// A failure on an established connection.
    pub(super) fn of(error: &'e (dyn Error + 'static)) -> Self {
        let late = |error: &(dyn Error + 'static)| {
            let error: Option<&io::Error> = error.downcast_ref();
            error.is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
        };
        let mut chain = iter::successors(Some(error), |error| (**error).source());
        Self { error, while_connecting: false, by_timeout: chain.any(late) }
    }

    /// Translates a failure that proves that nothing was sent.
    pub(super) fn not_sent(&self) -> TransportError {
        if let Some(rejection) = CertificateRejection::find(self.error) {
            return TransportError(Kind::Untrusted(rejection));
        }
        let source = Underlying::of(self.error);
        TransportError(Kind::NotSent { timeout: self.by_timeout, source })
    }

    /// Translates a failure before the response; nothing happened only if nothing was written.
    pub(super) fn before_response(&self, progress: &SendProgress) -> TransportError {
        match self.while_connecting || progress.is_nothing_sent() {
            true => self.not_sent(),
            false => self.after_response_head(),
        }
    }

    /// Translates a failure after the response began.
    pub(super) fn after_response_head(&self) -> TransportError {
        match self.by_timeout {
            true => TransportError::timeout(),
            false => TransportError::unknown(self.error),
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
            Kind::NotSent { source, .. } => write!(f, "not sent: {}", source.root()),
            Kind::Unsendable(problem) | Kind::Untrusted(problem) => {
                write!(f, "not sent: {problem}")
            }
            Kind::Unknown(source) => write!(f, "possibly sent: {}", source.root()),
            Kind::Timeout => f.write_str("possibly sent: no response in time"),
            Kind::Oversized => f.write_str("the response exceeds the maximum size"),
        }
    }
}

impl Error for TransportError {}
