//! Slots in an SQLite database.

use ecm_client::BoxFuture;
use rusqlite::params;

use super::{Reservation, Reserved, SlotError, SlotStore, statement};
use crate::sqlite::{FileError, SqliteFile};

/// Clock of the machine, which is read when the statement has the lock.
const NOW: &str = "CAST(unixepoch('subsec') * 1000000 AS INTEGER)";

/// Slots in an SQLite database, by a connection that does not wait for the disk.
///
/// After a power failure, slots may be free again that were used just before: nobody sends that soon.
pub(crate) struct SqliteSlots(SqliteFile);

impl SqliteSlots {
    /// Uses a file that is open; its writes need not be durable from now on.
    pub(crate) fn new(file: SqliteFile) -> Result<Self, FileError> {
        file.set_relaxed()?;
        Ok(Self(file))
    }
}

impl SlotStore for SqliteSlots {
    fn reserve(
        &self,
        reservation: Reservation,
    ) -> BoxFuture<'_, Result<Option<Reserved>, SlotError>> {
        let Reservation { name, length, patience } = reservation;
        let reserved = self.0.run(move |connection| {
            let mut statement = connection.prepare(&statement::reserve(NOW))?;
            let mut rows = statement.query(params![name, length, patience])?;
            let reserved = match rows.next()? {
                Some(row) => Some(Reserved { end: row.get(0)?, now: row.get(1)? }),
                None => return Ok(None),
            };
            // The statement is committed when it has come to its end.
            rows.next()?;
            Ok(reserved)
        });
        Box::pin(async { Ok(reserved.await?) })
    }

    fn hold_back(&self, name: String, pause: i64) -> BoxFuture<'_, Result<(), SlotError>> {
        let held = self.0.run(move |connection| {
            connection.execute(&statement::hold_back(NOW), params![name, pause])
        });
        Box::pin(async { Ok(held.await.map(drop)?) })
    }
}
