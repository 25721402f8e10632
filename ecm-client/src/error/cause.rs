//! Causes of errors.

use std::any::Any;
use std::fmt;

use crate::rt::DecodeMismatch;
use crate::{CredentialsError, Violations};

/// Cause of a failed call.
#[derive(Debug)]
pub(crate) enum Cause {
    /// The client could not be built.
    Setup(String),
    /// A setting of the client keeps the request from being made.
    Unsendable(String),
    /// The request breaks rules.
    Invalid(Violations),
    /// The request exceeds the service's size limit.
    TooLarge { size: usize, limit: SizeLimit },
    /// There are no credentials to sign it with.
    Credentials(CredentialsError),
    /// The deadline passed before an attempt, the first or a later one.
    DeadlineExceeded { waiting_for: &'static str },
    /// No connection to send the request over. `address` is empty until the call adds it.
    Connect { address: String, timeout: bool, source: Underlying },
    /// The certificate of the server was not accepted.
    Untrusted(String),
    /// The service rejected the request.
    Rejected { code: String, message: String },
    /// The answer is complete, and has values that do not fit where they have to.
    Mismatch(Mismatched),
    /// The request was sent, and no valid response came back.
    NoValidResponse(NoValidResponse),
}

impl Cause {
    /// No connection for this reason.
    pub(crate) fn connect(timeout: bool, source: Underlying) -> Self {
        Self::Connect { address: String::new(), timeout, source }
    }

    /// No connection within the time of the attempt.
    pub(crate) fn no_connection_in_time() -> Self {
        let root = "the time of the attempt was over".to_owned();
        Self::connect(true, Underlying { root, layers: Vec::new() })
    }
}

/// Size limit of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SizeLimit {
    pub(crate) limit: usize,
    /// Follows "more than the service takes", where there is a form with more room.
    pub(crate) only: &'static str,
}

/// Reason for which there is no valid response.
#[derive(Debug)]
pub(crate) enum NoValidResponse {
    /// No response in time.
    Timeout,
    /// The connection broke.
    Connection(Underlying),
    /// HTTP status other than 200.
    Status(u16),
    /// Response above the client's size limit.
    Oversized { limit: u64 },
    /// Body that is not a response of the service.
    Malformed(&'static str),
    /// Body in a form that a second request would bring as well.
    Foreign(&'static str),
    /// Response that ends a list after `items`, although the service says that there are more.
    IncompleteList { items: u64, total: Option<u64> },
}

impl NoValidResponse {
    /// Returns true if something on the way refuses the request for its size, which does not change.
    pub(crate) fn is_too_large(&self) -> bool {
        const CONTENT_TOO_LARGE: u16 = 413;
        const URI_TOO_LONG: u16 = 414;
        const HEADER_FIELDS_TOO_LARGE: u16 = 431;
        let Self::Status(status) = self else { return false };
        [CONTENT_TOO_LARGE, URI_TOO_LONG, HEADER_FIELDS_TOO_LARGE].contains(status)
    }

    /// Returns true if another connection may lead to a response.
    pub(crate) fn is_transient_fault(&self) -> bool {
        match self {
            Self::Status(status) => is_transient(*status),
            Self::Timeout
            | Self::Connection(_)
            | Self::Oversized { .. }
            | Self::Malformed(_)
            | Self::Foreign(_) => true,
            Self::IncompleteList { .. } => false,
        }
    }
}

/// Returns true for an HTTP status by which a server fails, or shows that it is not the one meant.
/// Refusals of the request, redirections among them, are the same over another connection.
fn is_transient(status: u16) -> bool {
    const REQUEST_TIMEOUT: u16 = 408;
    const MISDIRECTED_REQUEST: u16 = 421;
    match status {
        // A success without a response of the service is as broken as a body that cannot be read.
        0..300 => true,
        300..500 => [REQUEST_TIMEOUT, MISDIRECTED_REQUEST].contains(&status),
        500.. => true,
    }
}

/// Answer with values that do not fit.
pub(crate) struct Mismatched {
    pub(crate) mismatches: Vec<DecodeMismatch>,
    /// The response, as far as it could be read.
    pub(crate) received: Box<dyn Any + Send + Sync>,
}

impl fmt::Debug for Mismatched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mismatched").field(&self.mismatches).finish()
    }
}

/// Error of a layer below, as text: no type of another crate and nothing secret. The innermost text
/// says most and is part of the message; the layers around it are the sources, so that a chain of
/// errors says nothing twice.
#[derive(Debug)]
pub(crate) struct Underlying {
    root: String,
    layers: Vec<Layer>,
}

/// Text of one layer, with those further in.
#[derive(Debug)]
struct Layer {
    text: String,
    inner: Vec<Layer>,
}

impl Underlying {
    /// Copies the chain of an error. The layers below know neither bodies nor headers.
    pub(crate) fn of(error: &(dyn std::error::Error + 'static)) -> Self {
        const MAX_LAYERS: usize = 8;
        let mut chain: Vec<String> = std::iter::successors(Some(error), |error| error.source())
            .take(MAX_LAYERS)
            .map(ToString::to_string)
            .collect();
        let root = chain.pop().unwrap_or_default();
        chain.retain(|text| !text.contains(&root));
        chain.dedup();
        let fold = |inner, text| vec![Layer { text, inner }];
        Self { root, layers: chain.into_iter().rev().fold(Vec::new(), fold) }
    }

    /// The innermost text.
    pub(crate) fn root(&self) -> &str {
        &self.root
    }

    /// The outermost layer around the innermost text.
    pub(crate) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.layers.first().map(|layer| layer as _)
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Layer {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.inner.first().map(|layer| layer as _)
    }
}
