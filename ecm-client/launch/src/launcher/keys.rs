//! Keys of a journal, as a person looks at them and decides about them.

use std::fmt;
use std::sync::Arc;

use super::{KnownBy, Launch, load, situation, to_launch, unreadable};
use crate::journal::{WriteResult, write};
use crate::{Journal, LaunchError, Timing};
use ecm_launch_protocol::{Entry, Resolution, TransitionError};

/// Keys of a journal, without a client: nothing here calls the service.
pub struct LaunchKeys {
    journal: Arc<dyn Journal>,
    timing: Timing,
}

impl LaunchKeys {
    /// Creates a view of the keys in a journal.
    pub fn new(journal: impl Journal + 'static) -> Self {
        Self::of(Arc::new(journal), Timing::default())
    }

    /// Sets the durations that the launchers of this journal have.
    #[must_use]
    pub fn timing(self, timing: Timing) -> Self {
        Self { timing, ..self }
    }

    pub(super) fn of(journal: Arc<dyn Journal>, timing: Timing) -> Self {
        Self { journal, timing }
    }

    /// Returns all keys of the journal, in alphabetical order.
    ///
    /// # Errors
    ///
    /// If the journal cannot be read, or has an entry that cannot be read.
    pub async fn list(&self) -> Result<Vec<Launch>, LaunchError> {
        let at = situation(&*self.journal).await?;
        let entries = self.journal.list().await?.into_iter().map(|(key, stored)| {
            let entry = Entry::read(&stored.text).map_err(|problem| unreadable(&key, &problem))?;
            Ok(to_launch(&self.timing, &entry, at, KnownBy::Remembered))
        });
        entries.collect()
    }

    /// Closes a key that is undecided, by the decision of a person.
    ///
    /// [`Resolution::NotCreated`] has to be seen after the fence of the key: what was sent before is carried out and
    /// listed by then, or never will be.
    ///
    /// # Errors
    ///
    /// If the key is not undecided, the ids do not fit, or the fence is still ahead.
    pub async fn resolve(&self, key: &str, resolution: &Resolution) -> Result<Launch, LaunchError> {
        let at = situation(&*self.journal).await?;
        let (entry, revision) = load(&*self.journal, key).await?.ok_or(LaunchError::UnknownKey)?;
        let next = entry.resolve(resolution, &self.timing, at)?;
        match write(&*self.journal, key, Some(&revision), next.to_text()).await? {
            WriteResult::Written { .. } => {
                Ok(to_launch(&self.timing, &next, at, KnownBy::Remembered))
            }
            WriteResult::Conflict => Err(TransitionError::LeaseLost.into()),
        }
    }

    /// Tells the journal that it was restored from a backup: every key becomes undecided.
    ///
    /// Attempts that the backup does not have may be carried out for a while; until then, no key can be resolved as
    /// not created.
    ///
    /// # Errors
    ///
    /// If the journal fails.
    pub async fn restored(&self) -> Result<(), LaunchError> {
        let at = situation(&*self.journal).await?;
        let now = u64::try_from(at.now).unwrap_or_default();
        Ok(self.journal.set_epoch(now.max(at.epoch + 1)).await?)
    }

    /// Removes a settled key from the journal. A launch with the key then creates again.
    ///
    /// # Errors
    ///
    /// If the key is pending or undecided, or was changed meanwhile.
    pub async fn forget(&self, key: &str) -> Result<(), LaunchError> {
        let at = situation(&*self.journal).await?;
        let (entry, revision) = load(&*self.journal, key).await?.ok_or(LaunchError::UnknownKey)?;
        entry.check_forgettable(at.epoch)?;
        match self.journal.remove(key, &revision).await? {
            true => Ok(()),
            false => Err(TransitionError::LeaseLost.into()),
        }
    }
}

impl fmt::Debug for LaunchKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LaunchKeys").field("timing", &self.timing).finish_non_exhaustive()
    }
}
