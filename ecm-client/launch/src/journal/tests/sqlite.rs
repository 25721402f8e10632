use std::thread;

use super::*;

fn open(folder: &tempfile::TempDir) -> SqliteJournal {
    SqliteJournal::open(folder.path().join("journal.db")).unwrap()
}

#[tokio::test]
async fn what_is_written_is_there_for_the_next_process() {
    let folder = tempfile::tempdir().unwrap();
    check_writes(&open(&folder)).await;
    check_next_process(&open(&folder), &open(&folder)).await;
}

#[test]
fn several_connections_take_turns() {
    const THREADS: usize = 4;
    let folder = tempfile::tempdir().unwrap();
    drop(open(&folder));
    let count = || {
        let journal = open(&folder);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(count_up(&journal, "k"));
    };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(count);
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let stored = runtime.block_on(async { open(&folder).load("k").await.unwrap().unwrap() });
    assert_eq!(stored.text, (THREADS * WRITES).to_string());
}

#[test]
fn files_that_are_no_journals_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    drop(SqliteJournal::open(&path).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute("UPDATE launch_journal SET version = 2", []).unwrap();
    let error = SqliteJournal::open(&path).unwrap_err().to_string();
    assert!(error.contains("journal.db: its tables have version 2"), "{error}");
    let other = folder.path().join("other");
    std::fs::write(&other, "no database, but long enough to be looked at as one").unwrap();
    assert!(SqliteJournal::open(&other).unwrap_err().to_string().contains("other: "));
    assert!(SqliteJournal::open(folder.path()).is_err());
    // Without a file there is no log that writes are flushed to.
    let error = SqliteJournal::open(":memory:").unwrap_err().to_string();
    assert!(error.contains("write-ahead log"), "{error}");
}

#[test]
fn the_processes_of_a_file_share_its_slots() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(&folder));
    // What the statement stores is the begin of the slot that is free next.
    let connection = rusqlite::Connection::open(folder.path().join("journal.db")).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE slot_log (number INTEGER PRIMARY KEY, slot INTEGER NOT NULL);
             CREATE TRIGGER added AFTER INSERT ON launch_slots
                 BEGIN INSERT INTO slot_log (slot) VALUES (new.next_slot); END;
             CREATE TRIGGER changed AFTER UPDATE ON launch_slots
                 BEGIN INSERT INTO slot_log (slot) VALUES (new.next_slot); END;",
        )
        .unwrap();
    thread::scope(|scope| {
        for _ in 0..PROCESSES {
            scope.spawn(|| {
                let limiter = open(&folder).rate_limiter().unwrap();
                let mut runtime = tokio::runtime::Builder::new_current_thread();
                runtime.enable_time().build().unwrap().block_on(take_slots(&limiter));
            });
        }
    });
    let mut statement = connection.prepare(SLOT_LOG).unwrap();
    let slots = statement.query_map([], |row| row.get(0)).unwrap();
    check_slots(&slots.collect::<Result<Vec<i64>, _>>().unwrap());
}
