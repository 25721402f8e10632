//! Errors of credentials.

use std::fmt;
use std::sync::Arc;

use crate::Credentials;

/// Result of a request for credentials.
pub(crate) type CredentialsResult = Result<Arc<Credentials>, CredentialsError>;

/// Reason for which there are no credentials.
///
/// Its text is shown to users and logged, so it holds no secret.
#[derive(Clone, PartialEq, Eq)]
pub struct CredentialsError {
    problem: String,
    kind: FailureKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FailureKind {
    /// The source should have credentials and fails.
    Broken,
    /// The source is not there.
    Absent,
    /// The source should have credentials and fails for now.
    Transient,
    /// It is not known yet, for now, whether the source is there.
    Undecided,
}

impl CredentialsError {
    /// Creates an error that ends a chain of providers.
    ///
    /// The text follows "there are no credentials: ". Control characters, such as line ends, become
    /// spaces, and a full stop at the end is dropped.
    #[must_use]
    pub fn new(problem: impl Into<String>) -> Self {
        let problem: String = problem.into();
        let problem = problem.trim_end().replace(char::is_control, " ");
        // The message around it goes on with a full stop; an ellipsis stays.
        let stop = problem.strip_suffix('.').filter(|text| !text.ends_with('.'));
        let problem = stop.map_or_else(|| problem.clone(), str::to_owned);
        Self { problem, kind: FailureKind::Broken }
    }

    /// Creates an error of a source that is not there or has no credentials, and need not have any.
    ///
    /// A [`CredentialsProviderChain`](crate::credentials::CredentialsProviderChain) goes on to its
    /// next source.
    #[must_use]
    pub fn absent(problem: impl Into<String>) -> Self {
        Self { kind: FailureKind::Absent, ..Self::new(problem) }
    }

    /// Creates an error of a source that should have credentials and fails only for now.
    ///
    /// Such as a server that cannot be reached. It ends a chain of providers. A call asks again,
    /// after pauses that grow, for as long as it has time.
    #[must_use]
    pub fn transient(problem: impl Into<String>) -> Self {
        Self { kind: FailureKind::Transient, ..Self::new(problem) }
    }

    /// Creates an error of a source of which it is not known yet whether it is there.
    pub(crate) fn undecided(problem: impl Into<String>) -> Self {
        Self { kind: FailureKind::Undecided, ..Self::new(problem) }
    }

    /// Returns true if the source is absent, as against one that should have credentials and fails.
    pub fn is_absent(&self) -> bool {
        self.kind == FailureKind::Absent
    }

    /// Returns true if the same source may have credentials a moment later.
    pub fn is_transient(&self) -> bool {
        matches!(self.kind, FailureKind::Transient | FailureKind::Undecided)
    }

    /// Returns true if a chain may go on to its next source.
    pub(crate) fn is_passed_over(&self) -> bool {
        matches!(self.kind, FailureKind::Absent | FailureKind::Undecided)
    }

    /// Returns an error of the same kind with another text.
    pub(crate) fn with_text(&self, problem: impl Into<String>) -> Self {
        Self { kind: self.kind, ..Self::new(problem) }
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl fmt::Debug for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl std::error::Error for CredentialsError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_at_the_end_is_left_to_the_message_around_it() {
        for (problem, text) in [
            ("STS: it was the last of 3 attempts.", "STS: it was the last of 3 attempts"),
            ("closed", "closed"),
            ("cut short...", "cut short..."),
            ("two\nlines", "two lines"),
            ("closed.\n", "closed"),
        ] {
            assert_eq!(CredentialsError::new(problem).to_string(), text);
        }
    }
}
