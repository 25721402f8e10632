//! Journal in an SQLite database: a file that the processes of one machine share.

use std::fmt;
use std::path::Path;
use std::time::{Instant, SystemTime};

use ecm_client::{BoxFuture, Clock};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::{Journal, JournalError, Stored, unix_seconds};
use crate::SharedRateLimiter;
use crate::rate::sqlite::SqliteSlots;
use crate::sqlite::{FileError, SqliteFile};

/// Journal in an SQLite database.
///
/// The file may be shared by the processes of one machine, and must not be on a network file system, whose
/// locks and flushes are not to be relied on. Each write is flushed to the disk before it returns (WAL,
/// `synchronous=FULL`). The clock is the machine's; while the process lives, it does not follow jumps ahead.
pub struct SqliteJournal {
    file: SqliteFile,
    /// Clock of a test; the machine's where it is `None`.
    clock: Option<Box<dyn Clock>>,
    /// Times of the clock and of the timer when the journal was opened.
    opened: (SystemTime, Instant),
}

impl SqliteJournal {
    /// Opens a journal, and creates it where there is none.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened, belongs to a later version of this crate, or cannot be written durably.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        Self::open_at(path.as_ref(), None)
    }

    /// Opens a journal with a clock of its own, for tests.
    ///
    /// # Errors
    ///
    /// As with [`SqliteJournal::open`].
    #[doc(hidden)]
    pub fn open_with_clock(
        path: impl AsRef<Path>,
        clock: impl Clock + 'static,
    ) -> Result<Self, JournalError> {
        Self::open_at(path.as_ref(), Some(Box::new(clock)))
    }

    fn open_at(path: &Path, clock: Option<Box<dyn Clock>>) -> Result<Self, JournalError> {
        let file = SqliteFile::open(path)?;
        let opened = (SystemTime::now(), Instant::now());
        Ok(Self { file, clock, opened })
    }

    fn run<'a, T: Send + 'static>(
        &'a self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> BoxFuture<'a, Result<T, JournalError>> {
        Box::pin(async move { Ok(self.file.run(work).await?) })
    }

    /// Returns a limiter of requests per second that all processes with this file share.
    ///
    /// It has a connection of its own and may outlive the journal.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened once more.
    pub fn rate_limiter(&self) -> Result<SharedRateLimiter, JournalError> {
        Ok(SharedRateLimiter::new(SqliteSlots::new(SqliteFile::open(self.file.path())?)?))
    }
}

impl From<FileError> for JournalError {
    fn from(error: FileError) -> Self {
        Self::new(error.to_string()).with_source(error)
    }
}

/// Begins a transaction that holds the write lock from its beginning: what it reads is still so when it writes.
fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

fn revision(transaction: &Transaction<'_>, key: &str) -> rusqlite::Result<Option<String>> {
    let query = "SELECT revision FROM launch_entries WHERE key = ?1";
    transaction.query_row(query, [key], |row| row.get(0)).optional()
}

/// Returns the time of the clock, or of the timer since the journal was opened where that shows less. A clock that
/// jumps ahead would make an absence count too early.
fn slowest(now: SystemTime, (time, timer): (SystemTime, Instant)) -> SystemTime {
    now.min(time.checked_add(timer.elapsed()).unwrap_or(time))
}

impl Journal for SqliteJournal {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Stored>, JournalError>> {
        let key = key.to_owned();
        self.run(move |connection| {
            let query = "SELECT revision, text FROM launch_entries WHERE key = ?1";
            let stored =
                |row: &rusqlite::Row<'_>| Ok(Stored { revision: row.get(0)?, text: row.get(1)? });
            connection.query_row(query, [key], stored).optional()
        })
    }

    fn store<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a str>,
        new: Stored,
    ) -> BoxFuture<'a, Result<bool, JournalError>> {
        let (key, expected) = (key.to_owned(), expected.map(str::to_owned));
        self.run(move |connection| {
            let transaction = begin(connection)?;
            if revision(&transaction, &key)? != expected {
                return Ok(false);
            }
            transaction.execute(
                "INSERT INTO launch_entries (key, revision, text) VALUES (?1, ?2, ?3)
                 ON CONFLICT (key) DO UPDATE SET revision = excluded.revision, text = excluded.text",
                params![key, new.revision, new.text],
            )?;
            transaction.commit()?;
            Ok(true)
        })
    }

    fn remove<'a>(
        &'a self,
        key: &'a str,
        expected: &'a str,
    ) -> BoxFuture<'a, Result<bool, JournalError>> {
        let (key, expected) = (key.to_owned(), expected.to_owned());
        self.run(move |connection| {
            let query = "DELETE FROM launch_entries WHERE key = ?1 AND revision = ?2";
            Ok(connection.execute(query, [key, expected])? == 1)
        })
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<(String, Stored)>, JournalError>> {
        self.run(|connection| {
            let query = "SELECT key, revision, text FROM launch_entries ORDER BY key";
            let mut statement = connection.prepare(query)?;
            let rows = statement.query_map([], |row| {
                Ok((row.get(0)?, Stored { revision: row.get(1)?, text: row.get(2)? }))
            })?;
            rows.collect()
        })
    }

    fn now(&self) -> BoxFuture<'_, Result<i64, JournalError>> {
        let now = match &self.clock {
            Some(clock) => clock.now(),
            None => slowest(SystemTime::now(), self.opened),
        };
        Box::pin(async move { Ok(unix_seconds(now)) })
    }

    fn epoch(&self) -> BoxFuture<'_, Result<u64, JournalError>> {
        self.run(|connection| {
            let query = "SELECT epoch FROM launch_journal";
            let epoch: i64 = connection.query_row(query, [], |row| row.get(0))?;
            Ok(epoch.unsigned_abs())
        })
    }

    fn set_epoch(&self, epoch: u64) -> BoxFuture<'_, Result<(), JournalError>> {
        let epoch = i64::try_from(epoch).unwrap_or(i64::MAX);
        self.run(move |connection| {
            connection.execute("UPDATE launch_journal SET epoch = ?1", [epoch]).map(drop)
        })
    }
}

impl fmt::Debug for SqliteJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteJournal").field("path", &self.file.path()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_that_jumps_ahead_is_not_followed() {
        let hour = Duration::from_secs(3600);
        let now = SystemTime::now();
        let opened = (now, Instant::now());
        assert!(slowest(now + hour, opened) < now + Duration::from_secs(60));
        assert_eq!(slowest(now - hour, opened), now - hour);
    }
}
