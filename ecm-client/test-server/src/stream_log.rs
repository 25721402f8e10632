//! Log of the event streams that a server has sent.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Newest streams that are kept.
const MAX_STREAMS: usize = 10_000;

/// Event stream that the server has sent or is sending.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedStream {
    /// Action.
    pub action: String,
    /// Id of the request.
    pub request_id: String,
    /// Number of the connection, from 1.
    pub connection: u64,
    /// Number of events written in full, without the end mark.
    pub events: u64,
    /// State of the stream.
    pub state: StreamState,
}

/// State of an event stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StreamState {
    /// More is to come.
    Open,
    /// Everything was written, up to the last chunk.
    Complete,
    /// A fault cut it short, or the end of the server did.
    Truncated,
    /// The client closed the connection before everything was written.
    Disconnected,
}

#[derive(Default)]
pub(super) struct StreamLog(Mutex<VecDeque<Arc<Mutex<RecordedStream>>>>);

/// Stream that is being written.
pub(super) struct OpenStream(Arc<Mutex<RecordedStream>>);

impl StreamLog {
    pub(super) fn open(&self, action: &str, request_id: &str, connection: u64) -> OpenStream {
        let entry = Arc::new(Mutex::new(RecordedStream {
            action: action.to_owned(),
            request_id: request_id.to_owned(),
            connection,
            events: 0,
            state: StreamState::Open,
        }));
        let mut streams = lock(&self.0);
        if streams.len() == MAX_STREAMS {
            streams.pop_front();
        }
        streams.push_back(Arc::clone(&entry));
        OpenStream(entry)
    }

    /// Returns the streams, oldest first.
    pub(super) fn all(&self) -> Vec<RecordedStream> {
        lock(&self.0).iter().map(|entry| lock(entry).clone()).collect()
    }
}

impl OpenStream {
    pub(super) fn count_event(&self) {
        lock(&self.0).events += 1;
    }

    pub(super) fn ended(&self, state: StreamState) {
        lock(&self.0).state = state;
    }
}

impl Drop for OpenStream {
    /// Records a stream whose task was ended.
    fn drop(&mut self) {
        let mut entry = lock(&self.0);
        if entry.state == StreamState::Open {
            entry.state = StreamState::Truncated;
        }
    }
}

/// Locks what is whole even if a thread has panicked: nothing is left half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_kept_with_how_they_ended() {
        let log = StreamLog::default();
        for number in 0..=MAX_STREAMS as u64 {
            log.open("A", "", number).ended(StreamState::Complete);
        }
        let open = log.open("B", "r", 0);
        open.count_event();
        let all = log.all();
        assert_eq!((all.len(), all[0].connection), (MAX_STREAMS, 2));
        let last = |log: &StreamLog| log.all().pop().map(|stream| (stream.events, stream.state));
        assert_eq!(last(&log), Some((1, StreamState::Open)));
        drop(open);
        assert_eq!(last(&log), Some((1, StreamState::Truncated)));
    }
}
