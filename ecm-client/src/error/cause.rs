//! Causes of errors.

use std::fmt;

use crate::rt::DecodeError;
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
    /// There was no connection to send the request over.
    Connect { timeout: bool, source: Underlying },
    /// The service rejected the request.
    Rejected { code: String, message: String },
    /// The request was sent, and no valid response came back.
    NoValidResponse(NoValidResponse),
}

impl Cause {
    /// Creates the cause of an attempt that timed out before there was a connection.
    pub(crate) fn no_connection_in_time() -> Self {
        let text = "the time of the attempt was over".to_owned();
        Self::Connect { timeout: true, source: Underlying { text, source: None } }
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
    /// Response that does not fit its type.
    Decode(DecodeError),
}

/// Error of a layer below, as text.
///
/// It holds no type of another crate and nothing secret, and its own source where it has one.
pub(crate) struct Underlying {
    text: String,
    source: Option<Box<Underlying>>,
}

impl Underlying {
    /// Copies the chain of an error. The layers below know neither bodies nor headers.
    pub(crate) fn of(error: &(dyn std::error::Error + 'static)) -> Self {
        const LONGEST: usize = 8;
        let chain: Vec<String> = std::iter::successors(Some(error), |error| error.source())
            .take(LONGEST)
            .map(ToString::to_string)
            .collect();
        let fold = |source, text| Some(Box::new(Self { text, source }));
        let whole = chain.into_iter().rev().fold(None, fold);
        whole.map_or_else(|| Self { text: error.to_string(), source: None }, |whole| *whole)
    }

    /// Returns the innermost text, which says most.
    pub(crate) fn root(&self) -> &str {
        let mut inner = self;
        while let Some(source) = &inner.source {
            inner = source;
        }
        &inner.text
    }
}

impl fmt::Display for Underlying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Underlying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        match &self.source {
            Some(source) => write!(f, ": {source:?}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Underlying {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
