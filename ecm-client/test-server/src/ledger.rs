//! What happened: connections, requests, and what was created.

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::request_log::{RecordedRequest, RequestLog};

/// How many of the newest commits are remembered.
const MAX_COMMITS: usize = 100_000;

/// What has happened at an endpoint so far.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Ledger {
    /// How many connections have been accepted.
    pub connections: u64,
    /// How many of them are open.
    pub open_connections: u64,
    /// The requests received, oldest first: at most the newest ten thousand, and of these no more
    /// than have 64 MiB of bodies together.
    pub requests: Vec<RecordedRequest>,
    /// What was created, oldest first: at most the newest hundred thousand.
    pub commits: Vec<Commit>,
}

/// A request of an action that creates, carried out: whether its client heard of it or not.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Commit {
    /// The action.
    pub action: String,
    /// The id of the request.
    pub request_id: String,
    /// The number of the connection that it came on, from 1.
    pub connection: u64,
    /// The ids handed out.
    pub ids: Vec<String>,
    /// The body of the request, with the marks that the client may have put on it, and secrets.
    pub body: Value,
}

// The body may hold passwords, and test failures are printed: it stays out.
impl fmt::Debug for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Commit")
            .field("action", &self.action)
            .field("request_id", &self.request_id)
            .field("connection", &self.connection)
            .field("ids", &self.ids)
            .finish_non_exhaustive()
    }
}

/// The ledger as it is written.
#[derive(Default)]
pub(super) struct LedgerState {
    accepted: AtomicU64,
    closed: AtomicU64,
    pub(super) requests: RequestLog,
    commits: Mutex<VecDeque<Commit>>,
}

impl LedgerState {
    /// Counts a connection and gives its number.
    pub(super) fn opened(&self) -> u64 {
        self.accepted.fetch_add(1, Ordering::Relaxed) + 1
    }

    pub(super) fn closed(&self) {
        self.closed.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn commit(&self, commit: Commit) {
        let mut commits = self.commits.lock().unwrap_or_else(PoisonError::into_inner);
        if commits.len() == MAX_COMMITS {
            commits.pop_front();
        }
        commits.push_back(commit);
    }

    pub(super) fn read(&self) -> Ledger {
        let commits = self.commits.lock().unwrap_or_else(PoisonError::into_inner);
        let closed = self.closed.load(Ordering::Relaxed);
        let connections = self.accepted.load(Ordering::Relaxed);
        Ledger {
            connections,
            open_connections: connections.saturating_sub(closed),
            requests: self.requests.all(),
            commits: commits.iter().cloned().collect(),
        }
    }
}
