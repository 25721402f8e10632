//! The ways in which a call fails.

use std::fmt;

use crate::rt::DecodeError;
use crate::{CredentialsError, Violations};

/// Why a call failed.
#[derive(Debug)]
pub(crate) enum Cause {
    /// The client could not be built.
    Setup(String),
    /// Something about the client keeps the request from being made.
    Unsendable(String),
    /// The request breaks rules.
    Invalid(Violations),
    /// The request is larger than the service takes.
    TooLarge { size: usize, limit: SizeLimit },
    /// There is nothing to sign it with.
    Credentials(CredentialsError),
    /// Time ran out before there was an attempt, or before there was another.
    DeadlineExceeded { waiting_for: &'static str },
    /// There was no connection to send the request over.
    Connect { timeout: bool, source: Underlying },
    /// The service refused.
    Rejected { code: String, message: String },
    /// The request left, and no answer that can be believed came back.
    NoValidResponse(NoValidResponse),
}

impl Cause {
    /// The time of an attempt was over before there was a connection.
    pub(crate) fn no_connection_in_time() -> Self {
        let text = "the time of the attempt was over".to_owned();
        Self::Connect { timeout: true, source: Underlying { text, source: None } }
    }
}

/// How much the service takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SizeLimit {
    pub(crate) limit: usize,
    /// Follows "more than the service takes", where there is a form with more room.
    pub(crate) only: &'static str,
}

/// What came back instead of an answer.
#[derive(Debug)]
pub(crate) enum NoValidResponse {
    /// Nothing in time.
    Timeout,
    /// The connection broke.
    Connection(Underlying),
    /// Another HTTP status than 200.
    Status(u16),
    /// More than the client is told to take.
    Oversized { limit: u64 },
    /// Something that is not an answer.
    Malformed(&'static str),
    /// An answer that does not fit the response type.
    Decode(DecodeError),
}

/// The error of a layer below, as text: no type of another crate, nothing secret, and its own
/// source where it has one.
pub(crate) struct Underlying {
    text: String,
    source: Option<Box<Underlying>>,
}

impl Underlying {
    /// Keeps the chain of an error. The layers below know neither bodies nor headers.
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

    /// The innermost text, which says most.
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
