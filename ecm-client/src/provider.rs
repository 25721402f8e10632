//! Providers of credentials.

use std::fmt;
use std::future::ready;
use std::sync::Arc;

use crate::{BoxFuture, Credentials};

/// Result of a request for credentials.
pub(crate) type CredentialsResult = Result<Arc<Credentials>, CredentialsError>;

/// Provider of the credentials that calls are signed with.
///
/// The client asks before every attempt, so an implementation caches what it has and fetches only
/// what is missing or about to expire, once for all callers. A call waits no longer than its own
/// deadline and drops the future then: a fetch that many callers wait for belongs into a task that
/// survives this.
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
    /// Returns credentials that are valid now.
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>>;

    /// Returns other credentials than those that the service has just rejected.
    ///
    /// Called at most once per call; if the same ones are returned, the call fails with the
    /// service's rejection.
    ///
    /// An implementation that already has other ones, because another call was rejected before,
    /// returns those and fetches nothing.
    fn refresh<'a>(
        &'a self,
        rejected: &'a Credentials,
    ) -> BoxFuture<'a, Result<Arc<Credentials>, CredentialsError>> {
        let _ = rejected;
        self.credentials()
    }
}

/// Provides the key pair itself, which never changes.
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

/// Reason for which there are no credentials.
///
/// Its text is shown to users and logged, so it holds no secret.
#[derive(Clone, PartialEq, Eq)]
pub struct CredentialsError {
    problem: String,
    absent: bool,
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
        Self { problem: stop.map_or_else(|| problem.clone(), str::to_owned), absent: false }
    }

    /// Creates an error of a source that is not there or has no credentials, and need not have any.
    ///
    /// A [`CredentialsProviderChain`](crate::credentials::CredentialsProviderChain) goes on to its
    /// next source.
    #[must_use]
    pub fn absent(problem: impl Into<String>) -> Self {
        Self { absent: true, ..Self::new(problem) }
    }

    /// Returns true if the source is absent, as against one that should have credentials and fails.
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
            ("closed.\n", "closed"),
        ] {
            assert_eq!(CredentialsError::new(problem).to_string(), text);
        }
    }
}
