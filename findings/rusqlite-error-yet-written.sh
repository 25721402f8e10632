#!/usr/bin/env bash
# Package and version: rusqlite 0.43.0, feature `bundled` (SQLite 3.54.1) (crates.io).
# Guess: A statement outside a transaction that returns Err has left no row behind, and one that returns
#   Ok has written its row.
# Behaviour seen: Neither holds for `INSERT ... RETURNING`. `execute` answers Err(ExecuteReturnedResults)
#   and all rows are in the table; so is the row of a `query_row` whose closure asked for the wrong type.
#   `query` and `query_map` answer Ok and nothing is in the table unless a row is asked for.
#   Output: `execute of two rows: error, 2 rows`, `query_row, wrong type: error, 1 row`,
#   `query, unread: ok, 0 rows`, `query_map, unread: ok, 0 rows`, `query_map, first of two read: ok, 2 rows`.
# Why it matters: In a journal of what was bought, an intent that "failed" is there and will be looked up
#   and sent, and one that "succeeded" is not there. RETURNING belongs with `query_row` and a closure that
#   cannot fail, inside an explicit transaction.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "journal"
version = "0.0.0"
edition = "2021"
[dependencies]
rusqlite = { version = "=0.43.0", features = ["bundled"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use rusqlite::{Connection, Result};

const ONE: &str = "INSERT INTO intent (tag) VALUES ('a') RETURNING tag";
const TWO: &str = "INSERT INTO intent (tag) VALUES ('a'), ('b') RETURNING tag";

/// Runs the step on an empty table and prints what it said and what it left.
fn report(name: &str, step: fn(&Connection) -> Result<()>) {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch("CREATE TABLE intent (id INTEGER PRIMARY KEY, tag TEXT)").unwrap();
    let said = if step(&db).is_ok() { "ok" } else { "error" };
    let rows: i64 = db.query_row("SELECT count(*) FROM intent", [], |row| row.get(0)).unwrap();
    println!("{name}: {said}, {rows} row{}", if rows == 1 { "" } else { "s" });
}

fn main() {
    report("execute of two rows", |db| db.execute(TWO, []).map(drop));
    report("query_row, wrong type", |db| db.query_row(ONE, [], |row| row.get::<_, i64>(0)).map(drop));
    report("query, unread", |db| db.prepare(ONE)?.query([]).map(drop));
    report("query_map, unread", |db| db.prepare(ONE)?.query_map([], |_| Ok(())).map(drop));
    report("query_map, first of two read", |db| {
        db.prepare(TWO)?.query_map([], |_| Ok(()))?.next().unwrap()
    });
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
execute of two rows: error, 2 rows
query_row, wrong type: error, 1 row
query, unread: ok, 0 rows
query_map, unread: ok, 0 rows
query_map, first of two read: ok, 2 rows
TXT
