use std::thread;

use super::*;

fn open(folder: &tempfile::TempDir) -> SqliteJournal {
    SqliteJournal::open(folder.path().join("journal.db")).unwrap()
}

#[tokio::test]
async fn what_is_written_is_there_for_the_next_process() {
    let folder = tempfile::tempdir().unwrap();
    let first = {
        let journal = open(&folder);
        let first = revision(put(&journal, None, "a").await);
        assert_eq!(put(&journal, None, "b").await, WriteResult::Conflict);
        first
    };
    let journal = open(&folder);
    let stored = journal.load("k").await.unwrap().unwrap();
    assert_eq!((stored.revision.as_str(), stored.text.as_str()), (first.as_str(), "a"));
    let second = revision(put(&journal, Some(&first), "c").await);
    assert_eq!(put(&journal, Some(&first), "d").await, WriteResult::Conflict);
    assert_eq!(journal.list().await.unwrap()[0].1.text, "c");
    assert!(!journal.remove("k", &first).await.unwrap());
    assert!(journal.remove("k", &second).await.unwrap());
    assert_eq!(journal.load("k").await.unwrap(), None);
    journal.set_epoch(3).await.unwrap();
    assert_eq!(open(&folder).epoch().await.unwrap(), 3);
}

#[test]
fn several_connections_take_turns() {
    const THREADS: usize = 4;
    const WRITES: usize = 25;
    let folder = tempfile::tempdir().unwrap();
    drop(open(&folder));
    let count = || {
        let journal = open(&folder);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut written = 0;
            while written < WRITES {
                let stored = journal.load("k").await.unwrap();
                let (expected, number) = match &stored {
                    Some(stored) => (Some(&*stored.revision), stored.text.parse().unwrap()),
                    None => (None, 0),
                };
                let next: usize = number + 1;
                let text = next.to_string();
                if write(&journal, "k", expected, text).await.unwrap() != WriteResult::Conflict {
                    written += 1;
                }
            }
        });
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
