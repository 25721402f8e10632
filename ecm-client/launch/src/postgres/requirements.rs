//! Settings of a database without which a write may be lost that was confirmed.

use tokio_postgres::Client;

use super::Problem;

/// Settings that must have a value, with the consequence and the remedy where they have another.
const SETTINGS: [(&str, &str, &str); 4] = [
    (
        "fsync",
        "on",
        "a crash of the machine loses confirmed writes; set `fsync = on` in postgresql.conf",
    ),
    (
        "full_page_writes",
        "on",
        "a crash of the machine can damage confirmed writes; set `full_page_writes = on` in postgresql.conf",
    ),
    (
        "default_transaction_read_only",
        "off",
        "a journal must be written; set it to `off` for this database or role, or connect to the primary",
    ),
    (
        "server_encoding",
        "UTF8",
        "a request may have any character; create the database with `ENCODING 'UTF8' TEMPLATE template0`",
    ),
];

/// Checks that the server can confirm durable writes.
pub(super) async fn check_server(client: &Client) -> Result<(), Problem> {
    let row = client.query_typed_one("SELECT pg_is_in_recovery()", &[]).await?;
    if row.try_get(0)? {
        return Err(Problem::Unfit(
            "it is a standby, which cannot be written to; connect to the primary".to_owned(),
        ));
    }
    for (name, needed, reason) in SETTINGS {
        let query = format!("SELECT current_setting('{name}')");
        let value: String = client.query_typed_one(&query, &[]).await?.try_get(0)?;
        if value != needed {
            return Err(Problem::Unfit(format!("`{name}` is {value}, so that {reason}")));
        }
    }
    Ok(())
}

/// Checks that the tables are there and survive a crash.
pub(super) async fn check_tables(client: &Client) -> Result<(), Problem> {
    let query = "SELECT name, relpersistence::text FROM unnest(ARRAY['launch_entries', 'launch_journal']) AS name
                 LEFT JOIN pg_class ON pg_class.oid = to_regclass(name)";
    for row in client.query_typed(query, &[]).await? {
        let (name, persistence): (String, Option<String>) = (row.try_get(0)?, row.try_get(1)?);
        let problem = match persistence.as_deref() {
            Some("p") => continue,
            None => "is not there; was the database restored or replaced?".to_owned(),
            Some("u") => format!(
                "is unlogged: a crash empties it; run `ALTER TABLE {name} SET LOGGED`, then `ecm launches restored`"
            ),
            Some(_) => "is temporary: it ends with the session; remove it".to_owned(),
        };
        return Err(Problem::Unfit(format!("the table {name} {problem}")));
    }
    Ok(())
}
