//! Responses that are streams of events.

mod event;
mod opened;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

pub use event::Event;
pub(crate) use opened::{FirstPiece, OpenedStream, Piece, StreamSlot};

use crate::envelope::{self, Envelope};
use crate::error::{Cause, NoValidResponse};
use crate::rt::{ActionTable, Init, Record};
use crate::{BoxFuture, Error, Sleep};

/// Request that may be answered with a stream of events.
pub trait Streamed: crate::Request {
    /// Type of an event.
    type Event: Record + Init + Unpin + 'static;
}

/// Stream of the events of one response, read as they arrive.
///
/// It is a [`Stream`]; the request has been accepted and its first event has come. The stream ends
/// with `None` once the service has ended it. One that breaks off does not end like this: the last
/// item is an [`Error`] then, after every event that came whole. Nothing is sent again after the
/// first event. Dropping the stream closes its connection.
///
/// Nothing limits the time of the whole; the client waits for the next bytes as long as
/// [`ClientBuilder::idle_timeout`](crate::ClientBuilder::idle_timeout) says.
#[must_use = "events are read when it is polled"]
pub struct EventStream<T> {
    action: &'static ActionTable,
    /// Rest of the stream; `None` once it is over, and after an answer that was a JSON object.
    opened: Option<OpenedStream>,
    first: Option<Event<T>>,
    request_id: String,
    /// Events that have come.
    events: u64,
    timer: IdleTimer,
}

/// Limit of the silence between two events.
pub(crate) struct IdleTimer {
    pub(crate) sleep: Arc<dyn Sleep>,
    pub(crate) timeout: Duration,
    /// Timer of the current silence, and the number of chunks before it.
    pub(crate) silence: Option<(BoxFuture<'static, ()>, u64)>,
}

impl<T: Record + Init> EventStream<T> {
    pub(crate) fn new(
        action: &'static ActionTable,
        opened: Option<OpenedStream>,
        first: Option<Event<T>>,
        request_id: String,
        timer: IdleTimer,
    ) -> Self {
        let events = first.iter().len() as u64;
        Self { action, opened, first, request_id, events, timer }
    }

    /// Returns the next event; `None` once the stream has ended.
    ///
    /// # Errors
    ///
    /// If the stream breaks off, falls silent, or tells of a failure. The next item is `None` then.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>>
    where
        T: Unpin,
    {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the id by which the service knows the call; empty as long as no event has named it.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Ends the stream by a failure.
    fn failed(&mut self, cause: Cause) -> Error {
        self.opened = None;
        let error = Error::new(self.action, cause).with_request_id(Some(self.request_id.clone()));
        error.with_events(self.events)
    }

    /// Reads the data of an event.
    fn read(&mut self, piece: Piece) -> Result<Event<T>, Error> {
        let mut record = T::init();
        match open_data(&piece.data, &mut record) {
            Ok(Envelope::Done { request_id, mismatches, .. }) => {
                self.learn(request_id);
                self.events += 1;
                Ok(Event::new(record, piece, mismatches))
            }
            Ok(Envelope::Rejected { code, message, request_id }) => {
                self.learn(request_id);
                Err(self.failed(Cause::Rejected { code, message }))
            }
            Err((what, request_id)) => {
                self.learn(request_id);
                Err(self.failed(Cause::NoValidResponse(what)))
            }
        }
    }

    fn learn(&mut self, request_id: Option<String>) {
        if let Some(id) = request_id.filter(|id| !id.is_empty()) {
            self.request_id = id;
        }
    }
}

/// Reads the data of an event, which is an object without an envelope, or one with it.
pub(crate) fn open_data(
    data: &[u8],
    record: &mut dyn Record,
) -> Result<Envelope, envelope::EnvelopeFailure> {
    let text = data.trim_ascii_start();
    let inside = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start).unwrap_or_default();
    if inside.starts_with(b"\"Response\"") {
        return envelope::open(data, record);
    }
    envelope::open(&[b"{\"Response\":", data, b"}"].concat(), record)
}

impl<T: Record + Init + Unpin> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if let Some(first) = this.first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        let Some(opened) = &mut this.opened else { return Poll::Ready(None) };
        let piece = match opened.poll_piece(context) {
            Poll::Ready(piece) => piece,
            Poll::Pending => {
                let IdleTimer { sleep, timeout, silence } = &mut this.timer;
                // A comment is no event, and says that the connection is alive.
                let chunks = opened.chunks();
                let (timer, _) = match silence.take().filter(|(_, before)| *before == chunks) {
                    Some(running) => silence.insert(running),
                    None => silence.insert((sleep.sleep(*timeout), chunks)),
                };
                ready!(timer.as_mut().poll(context));
                let cause = Cause::NoValidResponse(NoValidResponse::Timeout);
                return Poll::Ready(Some(Err(this.failed(cause))));
            }
        };
        this.timer.silence = None;
        Poll::Ready(match piece {
            Ok(Some(piece)) => Some(this.read(piece)),
            Ok(None) => {
                this.opened = None;
                None
            }
            Err(error) => {
                let limit = opened.limit();
                Some(Err(this.failed(error.into_cause(limit))))
            }
        })
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("action", &self.action.name)
            .field("request_id", &self.request_id)
            .field("events", &self.events)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
