//! Source of the signer of each attempt.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::Shared;
use crate::clock::Deadline;
use crate::error::Cause;
use crate::identity::Backoff;
use crate::retry::backoff;
use crate::rt::ActionTable;
use crate::{Credentials, CredentialsError, CredentialsProvider, Error, Sleep, Transport};
use ecm_sign::Signer;

/// Minimum pause before a source that failed is asked again, whatever the policy says.
const MIN_PAUSE: Duration = Duration::from_millis(50);

pub(super) enum CredentialsSource {
    /// Key pair that never changes.
    Static(Arc<Signer>),
    Provider(ProviderSource),
}

/// Credentials from a provider.
pub(super) struct ProviderSource {
    provider: Box<dyn CredentialsProvider>,
    /// The last signer, kept for the keys that it has derived.
    last: Mutex<Option<Arc<Signer>>>,
    /// Held while rejected credentials are replaced: once for all who wait, and not again at once.
    replacing: tokio::sync::Mutex<Backoff>,
}

impl CredentialsSource {
    pub(super) fn from_static(credentials: Credentials) -> Self {
        Self::Static(Arc::new(Signer::new(credentials)))
    }

    pub(super) fn from_provider(provider: Box<dyn CredentialsProvider>) -> Self {
        Self::Provider(ProviderSource {
            provider,
            last: Mutex::new(None),
            replacing: tokio::sync::Mutex::default(),
        })
    }

    /// Lets a provider that sends requests of its own use this client's transport.
    pub(super) fn use_transport(&self, transport: &Arc<dyn Transport>) {
        if let Self::Provider(source) = self {
            source.provider.use_transport(transport);
        }
    }

    /// Problem with static credentials; a provider is not asked.
    pub(super) fn problem(&self) -> Option<String> {
        self.static_signer().and_then(|signer| signer.credentials().problem())
    }

    /// Signer of static credentials; `None` where a provider has to be asked.
    pub(super) fn static_signer(&self) -> Option<&Arc<Signer>> {
        match self {
            Self::Static(signer) => Some(signer),
            Self::Provider(_) => None,
        }
    }

    /// Returns a signer of another session than the rejected one, if there is one.
    pub(super) async fn refresh(
        &self,
        rejected: &Signer,
        sleep: &dyn Sleep,
    ) -> Option<Arc<Signer>> {
        let Self::Provider(source) = self else { return None };
        let rejected = rejected.credentials();
        let signer = source.replace(rejected, sleep).await?;
        Some(signer).filter(|signer| !signer.credentials().is_same_session(rejected))
    }
}

impl Shared {
    /// Returns the signer of the next attempt; `None` for an action that is not signed.
    ///
    /// A source that fails for now is asked again for as long as the call has time.
    pub(super) async fn signer_of(
        &self,
        action: &'static ActionTable,
        deadline: &Deadline<'_>,
    ) -> Result<Option<Arc<Signer>>, Error> {
        if action.unsigned {
            return Ok(None);
        }
        let source = match &self.credentials {
            CredentialsSource::Static(signer) => return Ok(Some(Arc::clone(signer))),
            CredentialsSource::Provider(source) => source,
        };
        let cause = match source.signer(deadline).await {
            Some(Ok(signer)) => return Ok(Some(signer)),
            Some(Err(problem)) if problem.is_transient() => {
                // Boxed, so that a call that succeeds has no room to keep for it.
                match Box::pin(self.ask_again(source, deadline, problem)).await {
                    Ok(signer) => return Ok(Some(signer)),
                    Err(problem) => Cause::Credentials(problem),
                }
            }
            Some(Err(problem)) => Cause::Credentials(problem),
            None => Cause::DeadlineExceeded { waiting_for: "credentials" },
        };
        Err(Error::new(action, cause))
    }

    async fn ask_again(
        &self,
        source: &ProviderSource,
        deadline: &Deadline<'_>,
        mut problem: CredentialsError,
    ) -> Result<Arc<Signer>, CredentialsError> {
        for tries in 1.. {
            let pause = backoff(&self.retry_policy, tries, &*self.jitter).max(MIN_PAUSE);
            let pause = pause.min(deadline.left() / 2);
            if pause < MIN_PAUSE {
                break;
            }
            self.sleep.sleep(pause).await;
            match source.signer(deadline).await {
                Some(Err(other)) if other.is_transient() => problem = other,
                Some(result) => return result,
                None => break,
            }
        }
        Err(problem)
    }
}

impl ProviderSource {
    /// Asks the provider; `None` if the deadline passes first.
    async fn signer(
        &self,
        deadline: &Deadline<'_>,
    ) -> Option<Result<Arc<Signer>, CredentialsError>> {
        let credentials = deadline.limit(self.provider.credentials()).await?;
        Some(credentials.and_then(|credentials| self.signer_with(credentials)))
    }

    /// Asks the provider for others than the rejected credentials, unless it has just been asked.
    async fn replace(&self, rejected: &Credentials, sleep: &dyn Sleep) -> Option<Arc<Signer>> {
        let mut backoff = self.replacing.lock().await;
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let replaced = last.filter(|signer| !signer.credentials().signs_like(rejected));
        if replaced.is_some() || !backoff.is_over(sleep.elapsed()) {
            return replaced;
        }
        let credentials = self.provider.refresh(rejected).await;
        backoff.record(sleep.elapsed());
        let signer = credentials.and_then(|credentials| self.signer_with(credentials));
        signer
            .inspect_err(|error| tracing::warn!(%error, "rejected credentials were not replaced"))
            .ok()
    }

    fn signer_with(&self, credentials: Arc<Credentials>) -> Result<Arc<Signer>, CredentialsError> {
        if let Some(problem) = credentials.problem() {
            return Err(CredentialsError::new(problem));
        }
        // A thread that panicked while it held the lock cannot have left half a signer.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(signer) = last.as_ref().filter(|signer| *signer.credentials() == credentials) {
            return Ok(Arc::clone(signer));
        }
        let signer = Arc::new(Signer::new(credentials));
        *last = Some(Arc::clone(&signer));
        Ok(signer)
    }
}

impl fmt::Debug for CredentialsSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Static(signer) => fmt::Debug::fmt(signer.credentials(), f),
            Self::Provider(_) => f.write_str("from a provider"),
        }
    }
}
