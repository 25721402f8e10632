//! Source of the signer of each attempt.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::Deadline;
use crate::error::Cause;
use crate::rt::ActionTable;
use crate::{Credentials, CredentialsError, CredentialsProvider, Error};
use ecm_sign::Signer;

pub(super) enum CredentialsSource {
    /// Key pair that never changes.
    Static(Arc<Signer>),
    /// Credentials from a provider. The last signer is kept for the keys that it has derived.
    Provider { provider: Box<dyn CredentialsProvider>, last: Mutex<Option<Arc<Signer>>> },
}

impl CredentialsSource {
    pub(super) fn from_static(credentials: Credentials) -> Self {
        Self::Static(Arc::new(Signer::new(credentials)))
    }

    pub(super) fn from_provider(provider: Box<dyn CredentialsProvider>) -> Self {
        Self::Provider { provider, last: Mutex::new(None) }
    }

    /// Problem with static credentials; a provider is not asked.
    pub(super) fn problem(&self) -> Option<&'static str> {
        self.static_signer().and_then(|signer| signer.credentials().problem())
    }

    /// Signer of static credentials; `None` where a provider has to be asked.
    pub(super) fn static_signer(&self) -> Option<&Arc<Signer>> {
        match self {
            Self::Static(signer) => Some(signer),
            Self::Provider { .. } => None,
        }
    }

    /// Returns the signer of the next attempt; `None` for an action that is not signed.
    pub(super) async fn signer_of(
        &self,
        action: &'static ActionTable,
        deadline: &Deadline<'_>,
    ) -> Result<Option<Arc<Signer>>, Error> {
        if action.unsigned {
            return Ok(None);
        }
        let (provider, last) = match self {
            Self::Static(signer) => return Ok(Some(Arc::clone(signer))),
            Self::Provider { provider, last } => (provider, last),
        };
        let late = Cause::DeadlineExceeded { waiting_for: "credentials" };
        let credentials = deadline.limit(provider.credentials()).await;
        let credentials = credentials.ok_or_else(|| Error::new(action, late))?;
        let signer = credentials.and_then(|credentials| signer_of(credentials, last));
        signer.map(Some).map_err(|problem| Error::new(action, Cause::Credentials(problem)))
    }

    /// Returns a signer with other credentials than the rejected ones, if there are any.
    pub(super) async fn refresh(&self, refused: &Signer) -> Option<Arc<Signer>> {
        match self {
            Self::Static(_) => None,
            Self::Provider { provider, last } => {
                let credentials = provider.refresh(refused.credentials()).await.ok()?;
                let other = credentials != *refused.credentials();
                signer_of(credentials, last).ok().filter(|_| other)
            }
        }
    }
}

impl fmt::Debug for CredentialsSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Static(signer) => fmt::Debug::fmt(signer.credentials(), f),
            Self::Provider { .. } => f.write_str("from a provider"),
        }
    }
}

fn signer_of(
    credentials: Arc<Credentials>,
    last: &Mutex<Option<Arc<Signer>>>,
) -> Result<Arc<Signer>, CredentialsError> {
    if let Some(problem) = credentials.problem() {
        return Err(CredentialsError::new(problem));
    }
    // A thread that panicked while it held the lock cannot have left half a signer.
    let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(signer) = last.as_ref().filter(|signer| *signer.credentials() == credentials) {
        return Ok(Arc::clone(signer));
    }
    let signer = Arc::new(Signer::new(credentials));
    *last = Some(Arc::clone(&signer));
    Ok(signer)
}
