//! Journal in an SQLite database: a file that the processes of one machine share.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use ecm_client::{BoxFuture, Clock};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use tokio::task::spawn_blocking;

use super::{Journal, JournalError, Stored, unix_seconds};

/// Version of the tables.
const SCHEMA_VERSION: i64 = 1;
/// Time to wait for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

const CREATE_TABLES: &str = "
CREATE TABLE IF NOT EXISTS launch_entries (
    key TEXT NOT NULL PRIMARY KEY, revision TEXT NOT NULL, text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS launch_journal (
    id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, epoch INTEGER NOT NULL
) STRICT;
INSERT INTO launch_journal (id, version, epoch) VALUES (1, 1, 0) ON CONFLICT DO NOTHING;
";

/// Journal in an SQLite database.
///
/// The file may be shared by the processes of one machine, and must not be on a network file system, whose
/// locks and flushes are not to be relied on. Each write is flushed to the disk before it returns (WAL,
/// `synchronous=FULL`). The clock is the machine's; while the process lives, it does not follow jumps ahead.
pub struct SqliteJournal {
    connection: Arc<Mutex<Connection>>,
    path: PathBuf,
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
        let connection = connect(path).map_err(|problem| about(path, problem))?;
        let opened = (SystemTime::now(), Instant::now());
        let connection = Arc::new(Mutex::new(connection));
        Ok(Self { connection, path: path.to_owned(), clock, opened })
    }

    /// Runs work on the connection, where it does not keep other tasks from running.
    fn run<'a, T: Send + 'static>(
        &'a self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> BoxFuture<'a, Result<T, JournalError>> {
        let connection = Arc::clone(&self.connection);
        Box::pin(async move {
            let done = spawn_blocking(move || {
                work(&mut connection.lock().unwrap_or_else(PoisonError::into_inner))
            });
            match done.await {
                Ok(result) => result.map_err(|error| about(&self.path, Problem::Sqlite(error))),
                Err(error) => Err(about(&self.path, Problem::Other(error.to_string()))),
            }
        })
    }
}

enum Problem {
    Sqlite(rusqlite::Error),
    Other(String),
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

fn about(path: &Path, problem: Problem) -> JournalError {
    match problem {
        Problem::Sqlite(error) => {
            JournalError::new(format!("{}: {error}", path.display())).with_source(error)
        }
        Problem::Other(problem) => JournalError::new(format!("{}: {problem}", path.display())),
    }
}

fn connect(path: &Path) -> Result<Connection, Problem> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(Problem::Other(format!(
            "the file cannot have a write-ahead log (its mode is {mode:?}), which durable writes need"
        )));
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch(&format!("BEGIN IMMEDIATE; {CREATE_TABLES} COMMIT;"))?;
    let version: i64 =
        connection.query_row("SELECT version FROM launch_journal", [], |row| row.get(0))?;
    match version {
        SCHEMA_VERSION => Ok(connection),
        other => Err(Problem::Other(format!(
            "its tables have version {other}; this version reads {SCHEMA_VERSION}"
        ))),
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
        f.debug_struct("SqliteJournal").field("path", &self.path).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
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
