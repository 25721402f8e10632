//! Journal in memory, for tests.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use ecm_client::{BoxFuture, Clock, SystemClock};

use super::{Journal, JournalError, Stored, unix_seconds};

/// Journal that forgets everything with the process: for tests, not for launches that cost money.
pub struct MemoryJournal {
    state: Mutex<State>,
    clock: Box<dyn Clock>,
}

#[derive(Default)]
struct State {
    entries: BTreeMap<String, Stored>,
    epoch: u64,
}

impl Default for MemoryJournal {
    fn default() -> Self {
        Self::with_clock(SystemClock)
    }
}

impl MemoryJournal {
    /// Creates an empty journal with a clock of its own.
    pub fn with_clock(clock: impl Clock + 'static) -> Self {
        Self { state: Mutex::default(), clock: Box::new(clock) }
    }

    fn with<'a, T: Send + 'a>(
        &self,
        change: impl FnOnce(&mut State) -> T,
    ) -> BoxFuture<'a, Result<T, JournalError>> {
        let value = change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        Box::pin(async move { Ok(value) })
    }
}

impl Journal for MemoryJournal {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Stored>, JournalError>> {
        self.with(|state| state.entries.get(key).cloned())
    }

    fn store<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a str>,
        new: Stored,
    ) -> BoxFuture<'a, Result<bool, JournalError>> {
        self.with(|state| {
            let is_expected = state.revision(key) == expected;
            if is_expected {
                state.entries.insert(key.to_owned(), new);
            }
            is_expected
        })
    }

    fn remove<'a>(
        &'a self,
        key: &'a str,
        expected: &'a str,
    ) -> BoxFuture<'a, Result<bool, JournalError>> {
        self.with(|state| {
            let is_expected = state.revision(key) == Some(expected);
            if is_expected {
                state.entries.remove(key);
            }
            is_expected
        })
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<(String, Stored)>, JournalError>> {
        self.with(|state| {
            state.entries.iter().map(|(key, stored)| (key.clone(), stored.clone())).collect()
        })
    }

    fn now(&self) -> BoxFuture<'_, Result<i64, JournalError>> {
        let now = unix_seconds(self.clock.now());
        Box::pin(async move { Ok(now) })
    }

    fn epoch(&self) -> BoxFuture<'_, Result<u64, JournalError>> {
        self.with(|state| state.epoch)
    }

    fn set_epoch(&self, epoch: u64) -> BoxFuture<'_, Result<(), JournalError>> {
        self.with(|state| state.epoch = epoch)
    }
}

impl State {
    fn revision(&self, key: &str) -> Option<&str> {
        self.entries.get(key).map(|stored| stored.revision.as_str())
    }
}

impl fmt::Debug for MemoryJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryJournal").finish_non_exhaustive()
    }
}
