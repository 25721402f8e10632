#[macro_use]
mod forward;

use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

/// Journal that loses the next reply: before or after the write was made.
struct Lossy {
    inner: MemoryJournal,
    lose_before: AtomicBool,
    lose_after: AtomicBool,
}

impl Lossy {
    fn new() -> Self {
        let inner = MemoryJournal::default();
        Self { inner, lose_before: AtomicBool::new(false), lose_after: AtomicBool::new(false) }
    }
}

impl Journal for Lossy {
    forward_all_but_store!();

    fn store<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a str>,
        new: Stored,
    ) -> BoxFuture<'a, Result<bool, JournalError>> {
        Box::pin(async move {
            if self.lose_before.swap(false, Ordering::SeqCst) {
                return Err(JournalError::new("connection closed"));
            }
            let stored = self.inner.store(key, expected, new).await;
            match self.lose_after.swap(false, Ordering::SeqCst) {
                true => Err(JournalError::new("connection closed")),
                false => stored,
            }
        })
    }
}

async fn put(journal: &dyn Journal, expected: Option<&str>, text: &str) -> WriteResult {
    put_at(journal, "k", expected, text).await
}

async fn put_at(
    journal: &dyn Journal,
    key: &str,
    expected: Option<&str>,
    text: &str,
) -> WriteResult {
    write(journal, key, expected, text.to_owned()).await.unwrap()
}

fn revision(result: WriteResult) -> String {
    let WriteResult::Written { revision } = result else { panic!("{result:?}") };
    revision
}

/// Checks that a write is made only if the key has the revision that was read.
async fn check_writes(journal: &dyn Journal) {
    let first = revision(put(journal, None, "a").await);
    assert_eq!(put(journal, None, "b").await, WriteResult::Conflict);
    let second = revision(put(journal, Some(&first), "c").await);
    assert_eq!(put(journal, Some(&first), "d").await, WriteResult::Conflict);
    assert_eq!(put(journal, Some(&second[1..]), "d").await, WriteResult::Conflict);
    assert_eq!(journal.load("k").await.unwrap().unwrap().text, "c");
    assert!(!journal.remove("k", &first).await.unwrap());
    assert!(journal.remove("k", &second).await.unwrap());
    assert!(!journal.remove("k", &second).await.unwrap());
    assert_eq!(put(journal, Some(&second), "e").await, WriteResult::Conflict);
    assert_eq!(journal.load("k").await.unwrap(), None);
    assert_eq!(journal.list().await.unwrap(), []);
}

/// Checks that a journal, opened before or after, has what another one of the same database writes.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
async fn check_next_process(one: &dyn Journal, other: &dyn Journal) {
    let text = r#"{"a": "ü 机器 \u0001 '"}"#;
    let first = revision(put(one, None, text).await);
    assert_eq!(put(other, None, "b").await, WriteResult::Conflict);
    let stored = other.load("k").await.unwrap().unwrap();
    assert_eq!((stored.revision.as_str(), stored.text.as_str()), (first.as_str(), text));
    let second = revision(put(other, Some(&first), "c").await);
    assert_eq!(put(one, Some(&first), "d").await, WriteResult::Conflict);
    for key in ["a", "B", "k-2"] {
        write(one, key, None, "x".to_owned()).await.unwrap();
    }
    let listed = other.list().await.unwrap();
    let keys: Vec<&str> = listed.iter().map(|(key, _)| &**key).collect();
    assert_eq!((keys.as_slice(), &*listed[2].1.text), (["B", "a", "k", "k-2"].as_slice(), "c"));
    assert!(!one.remove("k", &first).await.unwrap());
    assert!(one.remove("k", &second).await.unwrap());
    assert_eq!(other.load("k").await.unwrap(), None);
    assert_eq!(other.epoch().await.unwrap(), 0);
    one.set_epoch(3).await.unwrap();
    assert_eq!(other.epoch().await.unwrap(), 3);
}

/// Number of times that each of several writers counts up.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
const WRITES: usize = 25;

/// Counts the text of a key up, however often others are first.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
async fn count_up(journal: &dyn Journal, key: &str) {
    let mut written = 0;
    while written < WRITES {
        let stored = journal.load(key).await.unwrap();
        let (expected, number) = match &stored {
            Some(stored) => (Some(&*stored.revision), stored.text.parse().unwrap()),
            None => (None, 0),
        };
        let next: usize = number + 1;
        if put_at(journal, key, expected, &next.to_string()).await != WriteResult::Conflict {
            written += 1;
        }
    }
}

#[tokio::test]
async fn a_write_needs_the_revision_that_was_read() {
    check_writes(&MemoryJournal::default()).await;
}

#[tokio::test]
async fn a_lost_reply_is_found_out_by_reading_again() {
    let journal = Lossy::new();
    journal.lose_after.store(true, Ordering::SeqCst);
    let first = revision(put(&journal, None, "a").await);
    assert_eq!(journal.load("k").await.unwrap().unwrap().revision, first);
    // The write was not made.
    journal.lose_before.store(true, Ordering::SeqCst);
    let lost = write(&journal, "k", Some(&first), "b".to_owned()).await;
    assert_eq!(lost.unwrap_err().to_string(), "journal: connection closed");
    // Another write was first, and the reply that says so is lost.
    journal.lose_after.store(true, Ordering::SeqCst);
    assert_eq!(put(&journal, None, "c").await, WriteResult::Conflict);
    assert_eq!(journal.load("k").await.unwrap().unwrap().text, "a");
}

/// Processes that share the slots of a database.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
const PROCESSES: usize = 4;

/// Slots that each of them takes.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
const SLOTS: usize = 10;

/// Query of what triggers have written down.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
const SLOT_LOG: &str = "SELECT slot FROM slot_log ORDER BY number";

#[cfg(any(feature = "sqlite", feature = "postgres"))]
async fn take_slots(limiter: &crate::SharedRateLimiter) {
    for _ in 0..SLOTS {
        let name = "/ecm/RunInstances".to_owned();
        let minute = std::time::Duration::from_secs(60);
        limiter.take_slot(name, 500, minute).await.unwrap();
    }
}

/// Checks slots that were handed out, in the order of the statements.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
fn check_slots(slots: &[i64]) {
    assert!(slots.len() >= PROCESSES * SLOTS, "{slots:?}");
    assert!(slots.windows(2).all(|pair| pair[1] - pair[0] >= 2_000), "{slots:?}");
    let now = unix_seconds(SystemTime::now());
    assert!((now - slots[0] / 1_000_000).abs() < 3_600, "{slots:?} {now}");
}

#[cfg(all(unix, feature = "postgres"))]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;
