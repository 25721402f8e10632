//! Log of the requests that a server received.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use serde_json::Value;

use super::fault::Fault;

/// Newest requests that are kept.
const MAX_REQUESTS: usize = 10_000;

/// Bytes of bodies that are kept together.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Request that the server received.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// `X-TC-Action`; empty if it was missing.
    pub action: String,
    /// `X-TC-Version`; empty if it was missing.
    pub version: String,
    /// `X-TC-Region`.
    pub region: Option<String>,
    /// Body, secrets included; null if the request was rejected before it was read.
    pub body: Value,
    /// Bytes of a body that travels raw; `body` then has the fields that its headers carry, as texts.
    pub raw_body: Option<Bytes>,
    /// Request id of the response.
    pub request_id: String,
    /// Error code of the response; `None` if the request was accepted.
    pub error: Option<String>,
    /// Number of the connection that the request came on, from 1.
    pub connection: u64,
    /// Fault that the request met.
    pub fault: Option<Fault>,
}

// The body may hold passwords, and test failures are printed: it stays out.
impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordedRequest")
            .field("action", &self.action)
            .field("version", &self.version)
            .field("region", &self.region)
            .field("request_id", &self.request_id)
            .field("error", &self.error)
            .field("connection", &self.connection)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}

#[derive(Default)]
pub(super) struct RequestLog(Mutex<LogEntries>);

#[derive(Default)]
struct LogEntries {
    /// Requests, each with the length of its body.
    requests: VecDeque<(usize, RecordedRequest)>,
    bytes: usize,
}

impl RequestLog {
    pub(super) fn push(&self, bytes: usize, request: RecordedRequest) {
        self.keep(MAX_REQUESTS, MAX_BYTES, bytes, request);
    }

    /// Returns the requests, oldest first.
    pub(super) fn all(&self) -> Vec<RecordedRequest> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.requests.iter().map(|(_, request)| request.clone()).collect()
    }

    fn keep(&self, max_requests: usize, max_bytes: usize, bytes: usize, request: RecordedRequest) {
        // Nothing panics while the lock is held; if it did, the list would still be whole.
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.requests.push_back((bytes, request));
        entries.bytes += bytes;
        // The newest one stays, however large it is.
        while entries.requests.len() > 1
            && (entries.requests.len() > max_requests || entries.bytes > max_bytes)
        {
            let Some((bytes, _)) = entries.requests.pop_front() else { break };
            entries.bytes -= bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_kept_within_number_and_size() {
        let recorder = RequestLog::default();
        let entries = |bytes, action: &str| {
            let request = RecordedRequest {
                action: action.to_owned(),
                version: String::new(),
                region: None,
                body: Value::Null,
                raw_body: None,
                request_id: String::new(),
                error: None,
                connection: 1,
                fault: None,
            };
            recorder.keep(3, 100, bytes, request);
            recorder.all().into_iter().map(|request| request.action).collect::<String>()
        };
        assert_eq!(entries(10, "a"), "a");
        assert_eq!(entries(10, "b"), "ab");
        assert_eq!(entries(10, "c"), "abc");
        assert_eq!(entries(10, "d"), "bcd");
        assert_eq!(entries(85, "e"), "de");
        assert_eq!(entries(500, "f"), "f");
        assert_eq!(entries(1, "g"), "g");
        assert_eq!(entries(1, "h"), "gh");
    }
}
