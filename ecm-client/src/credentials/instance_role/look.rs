//! Failed looks at the metadata server, and what they prove.

use super::super::CredentialsError;
use crate::error::{Cause, NoValidResponse};

/// Knowledge from a failed look, for a server that nobody has configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// There is no such server, or it has no role.
    Absent,
    /// Nobody is there, for now.
    Unreachable,
    /// Somebody is there and cannot answer, for now.
    Unclear,
}

#[derive(Debug)]
pub(super) struct FailedLook {
    pub(super) problem: String,
    pub(super) proof: Proof,
    /// True if the same look may succeed a moment later.
    is_passing: bool,
}

impl FailedLook {
    fn new(proof: Proof, problem: impl Into<String>) -> Self {
        let is_passing = proof != Proof::Absent;
        Self { problem: problem.into(), proof, is_passing }
    }

    pub(super) fn no_role() -> Self {
        Self::new(Proof::Absent, "the instance has no role")
    }

    pub(super) fn of_setting(problem: &str) -> Self {
        Self::new(Proof::Absent, problem)
    }

    pub(super) fn oversized() -> Self {
        Self::new(Proof::Absent, "the metadata server's response is too large")
    }

    /// Failure of a list: a page of something in between, or one that is cut.
    pub(super) fn no_list(is_page: bool) -> Self {
        let problem = "the metadata server's list of roles is invalid";
        let proof = if is_page { Proof::Absent } else { Proof::Unclear };
        Self { is_passing: false, ..Self::new(proof, problem) }
    }

    pub(super) fn with_status(status: u16) -> Self {
        let problem = format!("the metadata server responded with the HTTP status {status}");
        match status {
            500.. => Self::new(Proof::Unclear, problem),
            408 | 429 => Self { is_passing: true, ..Self::new(Proof::Absent, problem) },
            _ => Self::new(Proof::Absent, problem),
        }
    }

    /// Failure without a response.
    pub(super) fn unanswered(cause: Cause) -> Self {
        let lost = "the connection to the metadata server was lost";
        match cause {
            Cause::Connect { source, .. } => {
                let problem = format!("the metadata server cannot be reached ({})", source.root());
                Self::new(Proof::Unreachable, problem)
            }
            Cause::Untrusted(problem) | Cause::Unsendable(problem) => {
                Self::new(Proof::Absent, problem)
            }
            Cause::NoValidResponse(NoValidResponse::Timeout) => {
                Self::new(Proof::Unreachable, "the metadata server did not respond in time")
            }
            Cause::NoValidResponse(NoValidResponse::Oversized { .. }) => Self::oversized(),
            Cause::NoValidResponse(NoValidResponse::Connection(source)) => {
                Self::new(Proof::Unclear, format!("{lost} ({})", source.root()))
            }
            _ => Self::new(Proof::Unclear, lost),
        }
    }

    /// Error of a server that is meant to have credentials.
    pub(super) fn of_configured(self) -> CredentialsError {
        match self.is_passing {
            true => CredentialsError::transient(self.problem),
            false => CredentialsError::new(self.problem),
        }
    }
}
