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
    write(journal, "k", expected, text.to_owned()).await.unwrap()
}

fn revision(result: WriteResult) -> String {
    let WriteResult::Written { revision } = result else { panic!("{result:?}") };
    revision
}

#[tokio::test]
async fn a_write_needs_the_revision_that_was_read() {
    let journal = MemoryJournal::default();
    let first = revision(put(&journal, None, "a").await);
    assert_eq!(put(&journal, None, "b").await, WriteResult::Conflict);
    let second = revision(put(&journal, Some(&first), "c").await);
    assert_eq!(put(&journal, Some(&first), "d").await, WriteResult::Conflict);
    assert_eq!(journal.load("k").await.unwrap().unwrap().text, "c");
    assert!(!journal.remove("k", &first).await.unwrap());
    assert!(journal.remove("k", &second).await.unwrap());
    assert_eq!(journal.list().await.unwrap(), []);
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

#[cfg(feature = "sqlite")]
mod sqlite;
