//! Ledger of connections, requests and everything that was created.

use std::collections::VecDeque;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::request_log::{RecordedRequest, RequestLog};
use super::stream_log::{OpenStream, RecordedStream, StreamLog};

/// Newest commits that are kept.
const MAX_COMMITS: usize = 100_000;

/// Copy of what has happened at a server so far.
///
/// It says what really happened, also where a fault told the client something else.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Ledger {
    /// Number of connections accepted.
    pub connections: u64,
    /// Number of connections that are open.
    pub open_connections: u64,
    /// Requests received, oldest first.
    ///
    /// The newest ten thousand are kept, and of these no more than have 64 MiB of bodies together.
    pub requests: Vec<RecordedRequest>,
    /// Creating requests that were carried out, oldest first: the newest hundred thousand.
    pub commits: Vec<Commit>,
    /// Event streams that were begun, oldest first: the newest ten thousand.
    pub streams: Vec<RecordedStream>,
}

/// Request that was carried out by an action that creates.
///
/// It is recorded whether or not its client received the response.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Commit {
    /// Action.
    pub action: String,
    /// Id of the request.
    pub request_id: String,
    /// Number of the connection that the request came on, from 1.
    pub connection: u64,
    /// Ids handed out.
    pub ids: Vec<String>,
    /// Body of the request, secrets and tracking tags included.
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

#[derive(Default)]
pub(super) struct LedgerState {
    accepted: AtomicU64,
    closed: AtomicU64,
    answered: AtomicU64,
    events_written: AtomicU64,
    pub(super) streams: StreamLog,
    requests: RequestLog,
    commits: Mutex<VecDeque<Commit>>,
}

impl LedgerState {
    /// Counts a connection and returns its number.
    pub(super) fn opened(&self) -> u64 {
        self.accepted.fetch_add(1, Ordering::Relaxed) + 1
    }

    pub(super) fn closed(&self) {
        self.closed.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts everything that has happened; an equal count means that nothing has.
    pub(super) fn events(&self) -> u64 {
        let counts = [&self.accepted, &self.closed, &self.answered, &self.events_written];
        counts.map(|count| count.load(Ordering::Relaxed)).iter().sum()
    }

    pub(super) fn record(&self, bytes: usize, request: RecordedRequest) {
        self.answered.fetch_add(1, Ordering::Relaxed);
        self.requests.push(bytes, request);
    }

    /// Counts an event that was written in full, or the end mark of its stream.
    pub(super) fn wrote_event(&self, stream: &OpenStream, is_counted: bool) {
        self.events_written.fetch_add(1, Ordering::Relaxed);
        if is_counted {
            stream.count_event();
        }
    }

    pub(super) fn requests(&self) -> Vec<RecordedRequest> {
        self.requests.all()
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
            streams: self.streams.all(),
        }
    }
}
