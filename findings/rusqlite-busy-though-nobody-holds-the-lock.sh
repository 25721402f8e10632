#!/usr/bin/env bash
# Package and version: rusqlite 0.43.0, feature `bundled` (SQLite 3.54.1), WAL journal (crates.io).
# Guess: `database is locked` comes when another connection holds the lock for longer than
#   `busy_timeout`, here 5 seconds; repeating the statement later helps.
# Behaviour seen: A `transaction()` that reads first and writes then fails at once, in microseconds, if
#   anybody committed in between, although no lock is held any more and however often the write is
#   repeated: the extended code is 517 (SQLITE_BUSY_SNAPSHOT), for which the timeout is not asked. The text is
#   the usual one. A transaction begun with `Immediate` does the same work. Output:
#   `deferred: database is locked (517), waited: false`, `repeated: database is locked (517), waited: false`,
#   `immediate: written`.
# Why it matters: "Look up the key, insert if it is not there" is what a journal and a lease do. Under
#   load it fails in a way that looks like a timeout set too short, and a longer one or a retry of
#   the statement changes nothing. The write lock has to be taken before the first read.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "lease"
version = "0.0.0"
edition = "2021"
[dependencies]
rusqlite = { version = "=0.43.0", features = ["bundled"] }
TOML
cat > "$dir/src/main.rs" <<'RS'
use rusqlite::{Connection, Error, TransactionBehavior};
use std::time::{Duration, Instant};

const COUNT: &str = "SELECT count(*) FROM lease";
const TAKE: &str = "INSERT INTO lease (owner) VALUES ('me')";

fn open(path: &str) -> Connection {
    let db = Connection::open(path).unwrap();
    db.pragma_update(None, "journal_mode", "wal").unwrap();
    db.busy_timeout(Duration::from_secs(5)).unwrap();
    db
}

fn take(name: &str, db: &Connection) {
    let start = Instant::now();
    match db.execute(TAKE, []) {
        Ok(_) => println!("{name}: written"),
        Err(Error::SqliteFailure(code, text)) => {
            let waited = start.elapsed() > Duration::from_secs(4);
            println!("{name}: {} ({}), waited: {waited}", text.unwrap(), code.extended_code);
        }
        Err(other) => panic!("{other}"),
    }
}

fn main() {
    let path = std::env::args().nth(1).unwrap();
    let (mut mine, other) = (open(&path), open(&path));
    mine.execute_batch("CREATE TABLE lease (owner TEXT)").unwrap();

    let work = mine.transaction().unwrap();
    work.query_row(COUNT, [], |row| row.get::<_, i64>(0)).unwrap();
    other.execute("INSERT INTO lease (owner) VALUES ('other')", []).unwrap();
    take("deferred", &work);
    take("repeated", &work);
    drop(work);

    let work = mine.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    work.query_row(COUNT, [], |row| row.get::<_, i64>(0)).unwrap();
    take("immediate", &work);
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml" -- "$dir/lease.db")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
deferred: database is locked (517), waited: false
repeated: database is locked (517), waited: false
immediate: written
TXT
