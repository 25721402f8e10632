//! SQLite file that the processes of one machine share.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::task::spawn_blocking;

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
CREATE TABLE IF NOT EXISTS launch_slots (
    name TEXT NOT NULL PRIMARY KEY, next_slot INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO launch_journal (id, version, epoch) VALUES (1, 1, 0) ON CONFLICT DO NOTHING;
";

/// SQLite file with the tables of a journal, and a connection to it.
pub(crate) struct SqliteFile {
    connection: Arc<Mutex<Connection>>,
    path: PathBuf,
}

impl SqliteFile {
    /// Opens a file, whose writes are durable, and creates it where there is none.
    pub(crate) fn open(path: &Path) -> Result<Self, FileError> {
        let connection = connect(path).map_err(|problem| about(path, problem))?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)), path: path.to_owned() })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Lets the writes of this connection return before they are durable.
    pub(crate) fn set_relaxed(&self) -> Result<(), FileError> {
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let set = connection.pragma_update(None, "synchronous", "NORMAL");
        set.map_err(|error| about(&self.path, error.into()))
    }

    /// Runs work on the connection, where it does not keep other tasks from running.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, FileError> {
        let connection = Arc::clone(&self.connection);
        let done = spawn_blocking(move || {
            work(&mut connection.lock().unwrap_or_else(PoisonError::into_inner))
        });
        match done.await {
            Ok(result) => result.map_err(|error| about(&self.path, error.into())),
            Err(error) => Err(about(&self.path, Problem::Other(error.to_string()))),
        }
    }
}

/// Failure of an operation, as a sentence that begins with the path of the file.
#[derive(Debug)]
pub(crate) struct FileError {
    message: String,
    source: Option<rusqlite::Error>,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for FileError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

/// Reason why an operation failed.
enum Problem {
    Sqlite(rusqlite::Error),
    Other(String),
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

fn about(path: &Path, problem: Problem) -> FileError {
    let (problem, source) = match problem {
        Problem::Sqlite(error) => (error.to_string(), Some(error)),
        Problem::Other(problem) => (problem, None),
    };
    FileError { message: format!("{}: {problem}", path.display()), source }
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
