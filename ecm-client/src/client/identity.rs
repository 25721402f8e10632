//! Who signs now.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::sign::Signer;
use crate::{Credentials, CredentialsError, CredentialsProvider};

/// Where the signer of an attempt comes from.
pub(super) enum Identity {
    /// A key pair that stays the same.
    Fixed(Arc<Signer>),
    /// Whatever the provider gives. The last signer is kept for the keys it has derived.
    Provided { provider: Box<dyn CredentialsProvider>, last: Mutex<Option<Arc<Signer>>> },
}

impl Identity {
    pub(super) fn fixed(credentials: Credentials) -> Self {
        Self::Fixed(Arc::new(Signer::new(credentials)))
    }

    pub(super) fn provided(provider: Box<dyn CredentialsProvider>) -> Self {
        Self::Provided { provider, last: Mutex::new(None) }
    }

    /// The signer, where nobody has to be asked for it.
    pub(super) fn at_hand(&self) -> Option<&Arc<Signer>> {
        match self {
            Self::Fixed(signer) => Some(signer),
            Self::Provided { .. } => None,
        }
    }

    /// The signer of the next attempt.
    pub(super) async fn signer(&self) -> Result<Arc<Signer>, CredentialsError> {
        match self {
            Self::Fixed(signer) => Ok(Arc::clone(signer)),
            Self::Provided { provider, last } => signer_of(provider.credentials().await?, last),
        }
    }

    /// Another signer than the one that was refused, if there is one.
    pub(super) async fn refresh(&self, refused: &Signer) -> Option<Arc<Signer>> {
        match self {
            Self::Fixed(_) => None,
            Self::Provided { provider, last } => {
                let credentials = provider.refresh(refused.credentials()).await.ok()?;
                let other = credentials != *refused.credentials();
                signer_of(credentials, last).ok().filter(|_| other)
            }
        }
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(signer) => fmt::Debug::fmt(signer.credentials(), f),
            Self::Provided { .. } => f.write_str("from a provider"),
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
