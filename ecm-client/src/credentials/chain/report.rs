//! Report of a search along a chain.

use std::sync::Arc;

use super::CredentialsProviderChain;
use crate::{Credentials, CredentialsError};

/// Report of a search along a chain: the source that signs, and those that were passed over.
///
/// Its texts hold no secret; the credentials themselves print as `[redacted]`.
#[derive(Clone, Debug)]
pub struct ChainReport {
    result: Result<Arc<Credentials>, CredentialsError>,
    source: Option<String>,
    origin: Option<String>,
    passed_over: Vec<SkippedSource>,
    not_asked: Vec<String>,
}

/// Source of a chain that has no credentials.
#[derive(Clone, Debug)]
pub struct SkippedSource {
    name: String,
    reason: CredentialsError,
}

impl SkippedSource {
    /// Returns the name of the source in the chain.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the reason for which it has none.
    pub fn reason(&self) -> &CredentialsError {
        &self.reason
    }
}

impl ChainReport {
    /// Returns the credentials that would sign.
    ///
    /// # Errors
    ///
    /// If no source has any, or one that should have some fails. The text lists the reasons.
    pub fn credentials(&self) -> Result<&Arc<Credentials>, &CredentialsError> {
        self.result.as_ref()
    }

    /// Returns the name of the source that has them.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Returns the place where the source has them from, such as a file and a profile.
    pub fn origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }

    /// Returns the sources before it, which have none.
    pub fn passed_over(&self) -> &[SkippedSource] {
        &self.passed_over
    }

    /// Returns the names of the sources behind it.
    pub fn not_asked(&self) -> &[String] {
        &self.not_asked
    }
}

impl CredentialsProviderChain {
    /// Asks the sources in turn, as a call does that comes first, and reports each one's answer.
    ///
    /// Sources that fetch credentials fetch them, and renew them where they are due.
    pub async fn report(&self) -> ChainReport {
        let search = self.ask_in_turn().await;
        let at = search.result.as_ref().ok().and_then(|(at, _)| self.entries.get(*at));
        let passed = search.passed.into_iter();
        ChainReport {
            source: at.map(|entry| entry.name.clone()),
            origin: at.and_then(|entry| entry.provider.origin()),
            passed_over: passed
                .map(|(entry, reason)| SkippedSource { name: entry.name.clone(), reason })
                .collect(),
            not_asked: self
                .entries
                .iter()
                .skip(search.asked)
                .map(|entry| entry.name.clone())
                .collect(),
            result: search.result.map(|(_, credentials)| credentials),
        }
    }
}
