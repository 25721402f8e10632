//! Slots in a PostgreSQL database.

use ecm_client::BoxFuture;
use tokio_postgres::types::Type;

use super::{Reservation, Reserved, SlotError, SlotStore, statement};
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
    ) -> BoxFuture<'_, Result<Option<Reserved>, SlotError>> {
        Box::pin(async move {
            let Reservation { name, length, patience } = reservation;
            let statement = statement::reserve(NOW);
            let parameters = [
                (&name as _, Type::TEXT),
                (&length as _, Type::INT8),
                (&patience as _, Type::INT8),
            ];
            let rows = self.0.read(&statement, &parameters).await.map_err(|error| error.0)?;
            let Some(row) = rows.first() else { return Ok(None) };
            Ok(Some(Reserved { end: row.try_get(0)?, now: row.try_get(1)? }))
        })
    }

    fn hold_back(&self, name: String, pause: i64) -> BoxFuture<'_, Result<(), SlotError>> {
        Box::pin(async move {
            let parameters = [(&name as _, Type::TEXT), (&pause as _, Type::INT8)];
            let held = self.0.read(&statement::hold_back(NOW), &parameters).await;
            Ok(held.map(drop).map_err(|error| error.0)?)
        })
    }
}
