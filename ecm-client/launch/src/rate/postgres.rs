//! Slots in a PostgreSQL database.

use ecm_client::BoxFuture;
use tokio_postgres::types::Type;

use super::{Reservation, Reserved, SlotStore, statement};
use crate::JournalError;
use crate::journal::column;
use crate::postgres::Database;

/// Clock of the database, and not the beginning of the transaction: it is read when the row is locked.
const NOW: &str = "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)";

/// Slots in a PostgreSQL database, by the connection of a journal.
///
/// A statement whose reply is lost is sent again. The slots that it had reserved are lost: at most a batch.
pub(crate) struct PostgresSlots(pub(crate) Database);

impl SlotStore for PostgresSlots {
    fn reserve(
        &self,
        reservation: Reservation,
    ) -> BoxFuture<'_, Result<Option<Reserved>, JournalError>> {
        Box::pin(async move {
            let Reservation { name, length, patience } = reservation;
            let statement = statement::reserve(NOW);
            let parameters = [
                (&name as _, Type::TEXT),
                (&length as _, Type::INT8),
                (&patience as _, Type::INT8),
            ];
            let rows = self.0.read(&statement, &parameters).await?;
            let reserved = |row| Ok(Reserved { end: column(row, 0)?, now: column(row, 1)? });
            rows.first().map(reserved).transpose()
        })
    }

    fn hold_back(&self, name: String, pause: i64) -> BoxFuture<'_, Result<(), JournalError>> {
        Box::pin(async move {
            let parameters = [(&name as _, Type::TEXT), (&pause as _, Type::INT8)];
            self.0.read(&statement::hold_back(NOW), &parameters).await.map(drop)
        })
    }
}
