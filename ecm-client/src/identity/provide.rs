//! Where credentials come from.

use std::fmt;
use std::future::ready;
use std::sync::Arc;

use super::Credentials;
use crate::BoxFuture;

/// What a source that is asked gives.
pub(crate) type CredentialsResult = Result<Arc<Credentials>, CredentialsError>;

/// Gives the credentials that calls are signed with.
///
/// The client asks before every attempt, so an implementation keeps what it has and fetches only
/// what is missing or about to expire, once for all who wait. A call waits for it no longer than
/// its own deadline, and drops the future then: fetching that many wait for belongs into something
/// that survives this.
///
/// ```
/// use std::sync::Arc;
/// use ecm_client::{BoxFuture, Credentials, CredentialsError, CredentialsProvider};
///
/// struct FromVault;
///
/// impl CredentialsProvider for FromVault {
///     fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
///         Box::pin(async { Err(CredentialsError::new("the vault is closed")) })
///     }
/// }
/// ```
pub trait CredentialsProvider: Send + Sync {
    /// Credentials that are valid now.
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>>;

    /// Other credentials than those that the service has just refused. Called at most once in a
    /// call; if it gives the same ones, the call fails with the service's refusal.
    ///
    /// An implementation that has other ones by now, because another call was refused before,
    /// gives those and fetches nothing.
    fn refresh<'a>(
        &'a self,
        rejected: &'a Credentials,
    ) -> BoxFuture<'a, Result<Arc<Credentials>, CredentialsError>> {
        let _ = rejected;
        self.credentials()
    }
}

/// A key pair that stays the same.
impl CredentialsProvider for Credentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
        Box::pin(ready(Ok(Arc::new(self.clone()))))
    }
}

/// A source, or why there is none to be asked.
impl<P: CredentialsProvider> CredentialsProvider for Result<P, CredentialsError> {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        match self {
            Ok(provider) => provider.credentials(),
            Err(error) => Box::pin(ready(Err(error.clone()))),
        }
    }

    fn refresh<'a>(&'a self, rejected: &'a Credentials) -> BoxFuture<'a, CredentialsResult> {
        match self {
            Ok(provider) => provider.refresh(rejected),
            Err(error) => Box::pin(ready(Err(error.clone()))),
        }
    }
}

macro_rules! impl_for_pointers {
    ($($holder:ident),*) => { $(
        impl<P: CredentialsProvider + ?Sized> CredentialsProvider for $holder<P> {
            fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
                (**self).credentials()
            }

            fn refresh<'a>(&'a self, rejected: &'a Credentials) -> BoxFuture<'a, CredentialsResult> {
                (**self).refresh(rejected)
            }
        }
    )* };
}

impl_for_pointers!(Arc, Box);

/// Why there are no credentials. Its text is shown to users and logged, so it holds no secret.
#[derive(Clone, PartialEq, Eq)]
pub struct CredentialsError {
    problem: String,
    absent: bool,
}

impl CredentialsError {
    /// A problem, in words that follow "there are no credentials: ". What would end a line of a log
    /// becomes a space.
    #[must_use]
    pub fn new(problem: impl Into<String>) -> Self {
        let problem: String = problem.into();
        let problem = problem.replace(char::is_control, " ");
        // The message around it goes on with a full stop; an ellipsis stays.
        let stop = problem.strip_suffix('.').filter(|text| !text.ends_with('.'));
        Self { problem: stop.map_or_else(|| problem.clone(), str::to_owned), absent: false }
    }

    /// The source is not there, or has none to give, and nobody has said that it must: a
    /// [`CredentialsProviderChain`](crate::credentials::CredentialsProviderChain) goes on to the next.
    #[must_use]
    pub fn absent(problem: impl Into<String>) -> Self {
        Self { absent: true, ..Self::new(problem) }
    }

    /// Whether the source has none to give, as against one that should have and fails.
    pub fn is_absent(&self) -> bool {
        self.absent
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
        ] {
            assert_eq!(CredentialsError::new(problem).to_string(), text);
        }
    }
}
