//! Storage of entries: compare and swap on one text per key.

mod memory;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use ecm_client::BoxFuture;

pub use memory::MemoryJournal;
#[cfg(feature = "postgres")]
pub use postgres::PostgresJournal;
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteJournal;

/// Text of a key and the random name of the write that stored it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Name of the write.
    ///
    /// Each has another one, so that an older text that a restore brings back is not taken for the one that was read.
    pub revision: String,
    /// Entry as text.
    pub text: String,
}

/// Durable storage of entries.
///
/// A method that writes returns after the change is durable. Where it fails, the change may have been made
/// nevertheless, or may still be: [`write`](crate::write()) finds out.
pub trait Journal: Send + Sync {
    /// Returns what is stored for a key.
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Stored>, JournalError>>;

    /// Stores a new text, if the key has the expected revision, or none where `None` is expected. Returns false,
    /// without a change, if it has another one.
    fn store<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a str>,
        new: Stored,
    ) -> BoxFuture<'a, Result<bool, JournalError>>;

    /// Removes a key, if it has the expected revision. Returns false, without a change, if it has another one.
    fn remove<'a>(
        &'a self,
        key: &'a str,
        expected: &'a str,
    ) -> BoxFuture<'a, Result<bool, JournalError>>;

    /// Returns all keys, in alphabetical order, with what is stored for them.
    fn list(&self) -> BoxFuture<'_, Result<Vec<(String, Stored)>, JournalError>>;

    /// Returns the time of the journal's own clock, in whole seconds since 1970.
    ///
    /// It should not run ahead of the service's clock: it is the one to rely on where the dates of answers lie.
    /// Processes that share a journal share its clock.
    fn now(&self) -> BoxFuture<'_, Result<i64, JournalError>>;

    /// Returns the epoch: the time at which the journal was last told of a restore; 0 if never.
    fn epoch(&self) -> BoxFuture<'_, Result<u64, JournalError>>;

    /// Sets the epoch, which only grows.
    fn set_epoch(&self, epoch: u64) -> BoxFuture<'_, Result<(), JournalError>>;
}

macro_rules! impl_for_pointers {
    ($($holder:ident),*) => { $(
        impl<J: Journal + ?Sized> Journal for $holder<J> {
            fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Stored>, JournalError>> {
                (**self).load(key)
            }

            fn store<'a>(
                &'a self,
                key: &'a str,
                expected: Option<&'a str>,
                new: Stored,
            ) -> BoxFuture<'a, Result<bool, JournalError>> {
                (**self).store(key, expected, new)
            }

            fn remove<'a>(
                &'a self,
                key: &'a str,
                expected: &'a str,
            ) -> BoxFuture<'a, Result<bool, JournalError>> {
                (**self).remove(key, expected)
            }

            fn list(&self) -> BoxFuture<'_, Result<Vec<(String, Stored)>, JournalError>> {
                (**self).list()
            }

            fn now(&self) -> BoxFuture<'_, Result<i64, JournalError>> {
                (**self).now()
            }

            fn epoch(&self) -> BoxFuture<'_, Result<u64, JournalError>> {
                (**self).epoch()
            }

            fn set_epoch(&self, epoch: u64) -> BoxFuture<'_, Result<(), JournalError>> {
                (**self).set_epoch(epoch)
            }
        }
    )* };
}

impl_for_pointers!(Arc, Box);

/// Failure of a journal.
#[derive(Debug)]
pub struct JournalError {
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl JournalError {
    /// Creates an error from a message, which must not hold secrets.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }

    /// Adds the error that caused it.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "journal: {}", self.message)
    }
}

impl Error for JournalError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| &**source as &(dyn Error + 'static))
    }
}

/// Result of a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteResult {
    /// The text is stored, under this revision.
    Written {
        /// Name of this write.
        revision: String,
    },
    /// Another write was first; nothing was changed.
    Conflict,
}

/// Stores a text under a new revision, and reads the key again where the reply to the write was lost.
///
/// # Errors
///
/// If the text is not stored, as far as can be seen. It may still be stored later.
pub async fn write(
    journal: &dyn Journal,
    key: &str,
    expected: Option<&str>,
    text: String,
) -> Result<WriteResult, JournalError> {
    let revision = random_name();
    let new = Stored { revision: revision.clone(), text };
    let error = match journal.store(key, expected, new).await {
        Ok(true) => return Ok(WriteResult::Written { revision }),
        Ok(false) => return Ok(WriteResult::Conflict),
        Err(error) => error,
    };
    // A reply that is lost says nothing about the write.
    let Ok(stored) = journal.load(key).await else { return Err(error) };
    let stored = stored.map(|stored| stored.revision);
    if stored.as_ref() == Some(&revision) {
        Ok(WriteResult::Written { revision })
    } else if stored.as_deref() == expected {
        Err(error)
    } else {
        Ok(WriteResult::Conflict)
    }
}

/// Returns 128 random bits as hexadecimal digits.
pub(crate) fn random_name() -> String {
    format!("{:032x}", fastrand::u128(..))
}

/// Returns whole seconds since 1970; 0 for times before.
fn unix_seconds(time: SystemTime) -> i64 {
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
