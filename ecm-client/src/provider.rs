//! Providers of credentials.

use std::future::ready;
use std::sync::Arc;

use crate::identity::{CredentialsError, CredentialsResult};
use crate::transport::Transport;
use crate::{BoxFuture, Credentials};

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
    /// Called at most once per call, and once for all calls of a client that wait for it. The call
    /// is sent again only if the secret id or the token is another one; otherwise it fails with the
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

    /// Receives the transport of a client that is built with this provider.
    ///
    /// A provider that exchanges credentials with the service sends its requests over it, unless it
    /// has a transport of its own; with several clients, the first one's counts. A provider that
    /// wraps others passes it on.
    fn use_transport(&self, transport: &Arc<dyn Transport>) {
        let _ = transport;
    }

    /// Describes where the credentials given last come from, such as a file and a profile.
    ///
    /// `None` if nothing was given yet, or where the provider does not say (the default). The text is
    /// shown to users, so it holds no secret. A provider that wraps others passes it on.
    fn origin(&self) -> Option<String> {
        None
    }
}

/// Provides the key pair itself, which never changes.
impl CredentialsProvider for Credentials {
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
        Box::pin(ready(Ok(Arc::new(self.clone()))))
    }

    fn origin(&self) -> Option<String> {
        Some("a key pair in the program".to_owned())
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

    fn use_transport(&self, transport: &Arc<dyn Transport>) {
        if let Ok(provider) = self {
            provider.use_transport(transport);
        }
    }

    fn origin(&self) -> Option<String> {
        self.as_ref().ok().and_then(P::origin)
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

            fn use_transport(&self, transport: &Arc<dyn Transport>) {
                (**self).use_transport(transport);
            }

            fn origin(&self) -> Option<String> {
                (**self).origin()
            }
        }
    )* };
}

impl_for_pointers!(Arc, Box);
