//! Responses that are streams of events.

mod event;
mod opened;
mod reader;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

pub use event::Event;
pub(crate) use opened::{FirstPiece, OpenedStream, Piece, StreamSlot};
pub(crate) use reader::{EventReader, IdleTimer, extra_fields, open_event};

use crate::rt::{Init, Record};
use crate::{Error, Violations, WithExtra};

/// Request that may be answered with a stream of events.
pub trait Streamed: crate::Request {
    /// Type of an event.
    type Event: Record + Init + Unpin + 'static;
}

impl<R: Streamed> Streamed for WithExtra<R> {
    type Event = R::Event;
}

/// Stream of the events of one response, read as they arrive.
///
/// It is a [`Stream`]; the request has been accepted and its first event has come. The stream ends
/// with `None` once the service has ended it. One that breaks off does not end like this: the last
/// item is an [`Error`] then, after every event that came whole. Nothing is sent again after the
/// first event. Dropping the stream closes its connection.
///
/// Nothing limits the time of the whole; the client waits for the next bytes as long as
/// [`ClientBuilder::idle_timeout`](crate::ClientBuilder::idle_timeout) says. An event with values
/// that do not fit ends the stream under [`DecodingMode::Strict`](crate::DecodingMode::Strict).
#[must_use = "events are read when it is polled"]
pub struct EventStream<T> {
    reader: EventReader,
    first: Option<Event<T>>,
}

impl<T: Record + Init + 'static> EventStream<T> {
    pub(crate) fn new(reader: EventReader, first: Option<Event<T>>) -> Self {
        Self { reader, first }
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

    /// Returns the id by which the service knows the call; empty as long as it has not named one.
    pub fn request_id(&self) -> &str {
        self.reader.request_id()
    }

    /// Returns the rules that the request broke and that did not keep it from being sent.
    pub fn warnings(&self) -> &Violations {
        self.reader.warnings()
    }
}

impl<T: Record + Init + Unpin + 'static> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, first } = self.get_mut();
        if let Some(first) = first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        Poll::Ready(match ready!(reader.poll_piece(context)) {
            Some(Ok(piece)) => {
                let mut record = T::init();
                let read = reader.read(&piece, &mut record);
                Some(read.and_then(|(mismatches, _)| reader.complete(record, piece, mismatches)))
            }
            Some(Err(error)) => Some(Err(error)),
            None => None,
        })
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reader.fmt(f)
    }
}

#[cfg(test)]
mod tests;
