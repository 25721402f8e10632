//! Streams of events of actions that are known at run time only.

use std::collections::BTreeMap;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::IgnoredAny;
use zeroize::Zeroizing;

use super::object::{Kind, Object};
use super::{DynamicRequest, DynamicResponse, Receiver};
use crate::event_stream::{EventReader, Piece, StreamSlot};
use crate::rt::{self, Record, View};
use crate::{Client, Error, Event, Violations};

/// Stream of the events of one response of an action that is known at run time only.
///
/// Everything that [`EventStream`](crate::EventStream) says holds for it.
#[must_use = "events are read when it is polled"]
pub struct DynamicEventStream {
    reader: EventReader,
    kind: Kind,
    first: Option<Event<DynamicResponse>>,
}

impl DynamicEventStream {
    /// Returns the next event; `None` once the stream has ended.
    ///
    /// # Errors
    ///
    /// If the stream breaks off, falls silent, or tells of a failure. The next item is `None` then.
    pub async fn next(&mut self) -> Option<Result<Event<DynamicResponse>, Error>> {
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

impl Stream for DynamicEventStream {
    type Item = Result<Event<DynamicResponse>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, kind, first } = self.get_mut();
        if let Some(first) = first.take() {
            return Poll::Ready(Some(Ok(first)));
        }
        Poll::Ready(match ready!(reader.poll_piece(context)) {
            Some(Ok(piece)) => Some(read(reader, *kind, piece)),
            Some(Err(error)) => Some(Err(error)),
            None => None,
        })
    }
}

fn read(
    reader: &mut EventReader,
    kind: Kind,
    piece: Piece,
) -> Result<Event<DynamicResponse>, Error> {
    let mut record = Object::new(kind);
    let (mismatches, object) = reader.read(&piece, &mut record)?;
    let text = String::from_utf8_lossy(piece.data.get(object).unwrap_or_default());
    let data = DynamicResponse { record, json: text.into_owned() };
    reader.complete(data, piece, mismatches)
}

impl fmt::Debug for DynamicEventStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reader.fmt(f)
    }
}

impl DynamicRequest {
    /// Tells whether it asks for a stream of events: always, or by its field that chooses.
    pub fn is_streamed(&self) -> bool {
        let Some(events) = self.action.table.events else { return false };
        events.when.is_none_or(|field| matches!(self.record.field(field), View::Bool(true)))
    }

    /// Returns a request in which the field is true; `None` if it has a value.
    fn asking_for_events(&self) -> Option<Result<Self, String>> {
        let field = self.action.table.events?.when?;
        if !matches!(self.record.field(field), View::Absent) {
            return None;
        }
        let name = self.record.table().wire(field);
        Some(self.with_true(field, name))
    }

    fn with_true(&self, field: usize, name: &str) -> Result<Self, String> {
        let mut asking = self.clone();
        rt::set(&mut asking.record, field, true).map_err(|error| error.to_string())?;
        let members: BTreeMap<String, IgnoredAny> =
            serde_json::from_str(&self.json).map_err(|error| error.to_string())?;
        if members.contains_key(name) {
            return Err(format!("`{name}` is null; leave it out, or make it true"));
        }
        let separator = if members.is_empty() { "" } else { "," };
        let rest = self.json.strip_prefix('{').unwrap_or_default();
        asking.json = Zeroizing::new(format!("{{\"{name}\":true{separator}{rest}"));
        Ok(asking)
    }
}

impl Client {
    /// Sends a request of an action known at run time and waits for its first event.
    ///
    /// It does so as [`Client::stream`] does.
    ///
    /// # Errors
    ///
    /// As with [`Client::stream`].
    pub async fn stream_dynamic(
        &self,
        request: &DynamicRequest,
    ) -> Result<DynamicEventStream, Error> {
        let table = request.action.table;
        let asking = request.asking_for_events().transpose();
        let asking = asking.map_err(|problem| Error::unsendable(table, problem))?;
        let request = asking.as_ref().unwrap_or(request);
        let DynamicRequest { action, record, .. } = request;
        let mut receiver = Receiver::new(action.event);
        receiver.slot = Some(StreamSlot::default());
        let (reader, piece, metadata) =
            self.open_reader(table, record, request.source(), &mut receiver).await?;
        let first = self.first_event(table, receiver.response, piece, metadata)?;
        Ok(DynamicEventStream { reader, kind: action.event, first })
    }
}
