//! Versions of the tables, and the steps from one to the next.

use tokio_postgres::types::Type;
use tokio_postgres::{Client, GenericClient, IsolationLevel};

use super::{DURABLE, Problem};

/// Steps from each version to the next: the first makes version 1 of an empty database.
///
/// A step that was released is never changed.
const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE launch_entries (
        key TEXT COLLATE \"C\" NOT NULL PRIMARY KEY, revision TEXT NOT NULL, text TEXT NOT NULL
    );
    CREATE TABLE launch_journal (id INTEGER PRIMARY KEY CHECK (id = 1), epoch BIGINT NOT NULL);
    INSERT INTO launch_journal (id, epoch) VALUES (1, 0);
",
    "
    -- A crash may empty it: nobody sends again as soon as that.
    CREATE UNLOGGED TABLE launch_slots (
        name TEXT COLLATE \"C\" NOT NULL PRIMARY KEY, next_slot BIGINT NOT NULL
    );
",
];

/// Lock of whoever extends the tables: any number that others are unlikely to use.
const LOCK: i64 = 0x0065_636d_6c61_756e;

/// Takes the tables to the version of this crate. Processes that do it at a time take turns.
pub(super) async fn run(client: &mut Client) -> Result<(), Problem> {
    loop {
        let version = version(client).await?;
        let Some(step) = next(version)? else { return Ok(()) };
        let transaction = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted);
        let transaction = transaction.read_only(false).start().await?;
        transaction.query_typed("SELECT pg_advisory_xact_lock($1)", &[(&LOCK, Type::INT8)]).await?;
        // Only this sees what others did before the lock was free: a look at the catalogue by name may be remembered.
        let table = "CREATE TABLE IF NOT EXISTS launch_migrations (
            version BIGINT PRIMARY KEY, applied TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
        )";
        transaction.batch_execute(table).await?;
        if latest(&transaction).await? == version {
            transaction.query_typed(&format!("{DURABLE} SELECT level FROM durable"), &[]).await?;
            transaction.batch_execute(step).await?;
            let insert = "INSERT INTO launch_migrations (version) VALUES ($1)";
            transaction.execute_typed(insert, &[(&(version + 1), Type::INT8)]).await?;
        }
        transaction.commit().await?;
    }
}

/// Returns the step that follows a version; `None` behind the last.
fn next(version: i64) -> Result<Option<&'static str>, Problem> {
    let index = usize::try_from(version).unwrap_or(usize::MAX);
    match MIGRATIONS.get(index) {
        None if index > MIGRATIONS.len() => Err(Problem::Unfit(format!(
            "its tables have version {version}; this version of ecm-launch reads {}, so use a later one",
            MIGRATIONS.len()
        ))),
        step => Ok(step.copied()),
    }
}

/// Returns the version that [`run`] leads to.
#[cfg(test)]
pub(super) fn last_version() -> usize {
    MIGRATIONS.len()
}

/// Returns the version of the tables; 0 if there are none.
async fn version(client: &impl GenericClient) -> Result<i64, Problem> {
    let exists = "SELECT to_regclass('launch_migrations') IS NOT NULL";
    if !client.query_typed_one(exists, &[]).await?.try_get::<_, bool>(0)? {
        return Ok(0);
    }
    latest(client).await
}

async fn latest(client: &impl GenericClient) -> Result<i64, Problem> {
    let query = "SELECT coalesce(max(version), 0) FROM launch_migrations";
    Ok(client.query_typed_one(query, &[]).await?.try_get(0)?)
}
