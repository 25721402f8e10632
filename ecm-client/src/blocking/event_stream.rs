//! Streams of events, without an async runtime.

use std::fmt;

use super::Client;
use crate::rt::{Init, Record};
use crate::{Error, Event, Violations};

/// Iterator over the events of one response, one blocking read each.
///
/// [`crate::EventStream`] says when it ends. Dropping it closes its connection.
#[must_use = "events are read when `next` is called"]
pub struct EventStream<T> {
    client: Client,
    stream: crate::EventStream<T>,
}

impl<T: Record + Init + Unpin + 'static> EventStream<T> {
    /// Makes a stream of the async client one that blocks.
    pub fn new(client: &Client, stream: crate::EventStream<T>) -> Self {
        Self { client: client.clone(), stream }
    }

    /// Returns the id by which the service knows the call; empty as long as it has not named one.
    pub fn request_id(&self) -> &str {
        self.stream.request_id()
    }

    /// Returns the rules that the request broke and that did not keep it from being sent.
    pub fn warnings(&self) -> &Violations {
        self.stream.warnings()
    }
}

impl<T: Record + Init + Unpin + Send + 'static> Iterator for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.wait(self.stream.next())
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stream.fmt(f)
    }
}
