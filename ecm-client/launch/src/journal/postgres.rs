//! Journal in a PostgreSQL database, which the processes of many machines share.

use std::fmt;

use ecm_client::BoxFuture;
use tokio_postgres::types::Type;

use super::{Journal, JournalError, Stored};
use crate::SharedRateLimiter;
use crate::postgres::{DURABLE, Database, DatabaseError, LEVEL};
use crate::rate::postgres::PostgresSlots;

/// Journal in a PostgreSQL database.
///
/// The processes of many machines may share it. Its clock is the database's. Each write is on the database's disk before it
/// returns, and on that of a synchronous standby if there is one: `synchronous_commit` is at least `on` in each
/// transaction, whatever the default. A lost connection is made again; an operation that has no reply within 15 s
/// fails.
#[derive(Clone)]
pub struct PostgresJournal {
    database: Database,
}

impl PostgresJournal {
    /// Connects to a database, and makes the tables where there are none.
    ///
    /// The URL is `postgres://USER:PASSWORD@HOST:PORT/DATABASE?OPTION=VALUE`, with the usual options. No error and no debug
    /// text shows the user or the password. TLS is used with every host but this machine, and always with a
    /// certificate that is valid for the host by the roots of the system: `sslmode` may be `require`, `verify-ca` or
    /// `verify-full`, which mean the same, or `disable`. `sslrootcert=FILE` names other roots, in PEM. Root certificates
    /// and the connection need a Tokio runtime.
    ///
    /// # Errors
    ///
    /// If the URL cannot be read, the database cannot be reached, its tables are of a later version of this crate, or
    /// its settings allow a confirmed write to be lost: the message names the setting.
    pub async fn connect(url: &str) -> Result<Self, JournalError> {
        Ok(Self { database: Database::open(url).await? })
    }

    /// Returns a limiter of requests per second that all processes with this database share.
    ///
    /// It uses the connection of the journal.
    #[must_use]
    pub fn rate_limiter(&self) -> SharedRateLimiter {
        SharedRateLimiter::new(PostgresSlots(self.database.clone()))
    }
}

impl From<DatabaseError> for JournalError {
    fn from(error: DatabaseError) -> Self {
        Self::new(error.0)
    }
}

/// Reads a column of the first row.
fn first<T: for<'a> tokio_postgres::types::FromSql<'a>>(
    rows: &[tokio_postgres::Row],
) -> Result<T, JournalError> {
    let row = rows.first().ok_or_else(|| JournalError::new("a row is missing"))?;
    column(row, 0)
}

fn column<T: for<'a> tokio_postgres::types::FromSql<'a>>(
    row: &tokio_postgres::Row,
    index: usize,
) -> Result<T, JournalError> {
    row.try_get(index).map_err(|error| JournalError::new(error.to_string()).with_source(error))
}

impl Journal for PostgresJournal {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Stored>, JournalError>> {
        Box::pin(async move {
            let query = "SELECT revision, text FROM launch_entries WHERE key = $1";
            let rows = self.database.read(query, &[(&key, Type::TEXT)]).await?;
            let stored = |row| Ok(Stored { revision: column(row, 0)?, text: column(row, 1)? });
            rows.first().map(stored).transpose()
        })
    }

    fn store<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a str>,
        new: Stored,
    ) -> BoxFuture<'a, Result<bool, JournalError>> {
        Box::pin(async move {
            let (key, revision, text) = (
                (&key as _, Type::TEXT),
                (&new.revision as _, Type::TEXT),
                (&new.text as _, Type::TEXT),
            );
            let rows = match expected {
                None => {
                    let insert = format!(
                        "{DURABLE} INSERT INTO launch_entries (key, revision, text)
                         SELECT $1, $2, $3 FROM durable ON CONFLICT (key) DO NOTHING
                         RETURNING (SELECT {LEVEL} FROM durable)"
                    );
                    self.database.write(&insert, &[key, revision, text]).await?
                }
                Some(expected) => {
                    let update = format!(
                        "{DURABLE} UPDATE launch_entries SET revision = $2, text = $3 FROM durable
                         WHERE key = $1 AND revision = $4 RETURNING {LEVEL}"
                    );
                    let expected = (&expected as _, Type::TEXT);
                    self.database.write(&update, &[key, revision, text, expected]).await?
                }
            };
            Ok(!rows.is_empty())
        })
    }

    fn remove<'a>(
        &'a self,
        key: &'a str,
        expected: &'a str,
    ) -> BoxFuture<'a, Result<bool, JournalError>> {
        Box::pin(async move {
            let delete = format!(
                "{DURABLE} DELETE FROM launch_entries USING durable
                 WHERE key = $1 AND revision = $2 RETURNING {LEVEL}"
            );
            let parameters = [(&key as _, Type::TEXT), (&expected as _, Type::TEXT)];
            Ok(!self.database.write(&delete, &parameters).await?.is_empty())
        })
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<(String, Stored)>, JournalError>> {
        Box::pin(async move {
            let query = "SELECT key, revision, text FROM launch_entries ORDER BY key";
            let rows = self.database.read(query, &[]).await?;
            let entry = |row| {
                let stored = Stored { revision: column(row, 1)?, text: column(row, 2)? };
                Ok((column(row, 0)?, stored))
            };
            rows.iter().map(entry).collect()
        })
    }

    fn now(&self) -> BoxFuture<'_, Result<i64, JournalError>> {
        Box::pin(async move {
            // The wall clock, not the beginning of the transaction.
            let query = "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint";
            first(&self.database.read(query, &[]).await?)
        })
    }

    fn epoch(&self) -> BoxFuture<'_, Result<u64, JournalError>> {
        Box::pin(async move {
            let rows = self.database.read("SELECT epoch FROM launch_journal", &[]).await?;
            first(&rows).map(i64::unsigned_abs)
        })
    }

    fn set_epoch(&self, epoch: u64) -> BoxFuture<'_, Result<(), JournalError>> {
        Box::pin(async move {
            let epoch = i64::try_from(epoch).unwrap_or(i64::MAX);
            let update = format!(
                "{DURABLE} UPDATE launch_journal SET epoch = $1 FROM durable RETURNING {LEVEL}"
            );
            let rows = self.database.write(&update, &[(&epoch, Type::INT8)]).await?;
            first::<String>(&rows).map(drop)
        })
    }
}

impl fmt::Debug for PostgresJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostgresJournal").field("database", &self.database).finish()
    }
}
