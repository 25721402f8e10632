//! Calls that are answered with a stream of events.

use std::sync::Arc;

use serde_json::Value;

use super::Client;
use super::attempt::Receive;
use crate::event_stream::{Event, EventReader, IdleTimer, Piece, StreamSlot, Streamed};
use crate::request_body::BodySource;
use crate::response::ResponseMetadata;
use crate::rt::{self, ActionTable, EventsTable, Init, Record, View};
use crate::{BoxFuture, Error, EventStream};

/// Destination of the first event of a stream.
struct StreamReceiver<T> {
    record: T,
    slot: StreamSlot,
}

impl<T: Record + Init> Receive for StreamReceiver<T> {
    fn reset(&mut self) -> &mut dyn Record {
        self.record = T::init();
        &mut self.record
    }

    fn stream(&self) -> Option<&StreamSlot> {
        Some(&self.slot)
    }
}

impl Client {
    /// Sends a request that is answered with a stream of events, and waits for its first event.
    ///
    /// Until then, retries are those of any call; nothing is sent again afterwards. The field by
    /// which the request asks for a stream is set. An answer that is a JSON object is a stream of
    /// one event.
    ///
    /// # Errors
    ///
    /// As those of [`Client::send`], and if the request asks for no stream.
    pub fn stream<'a, R: Streamed + Clone>(
        &'a self,
        request: &'a R,
    ) -> BoxFuture<'a, Result<EventStream<R::Event>, Error>> {
        Box::pin(self.open_stream(request))
    }

    async fn open_stream<R: Streamed + Clone>(
        &self,
        request: &R,
    ) -> Result<EventStream<R::Event>, Error> {
        let action = R::ACTION;
        let unsendable = |problem: String| Error::unsendable(action, problem);
        let when = action.events.and_then(|events| events.when);
        let unset = when.filter(|field| matches!(request.field(*field), View::Absent));
        let chosen = unset.map(|field| {
            let mut chosen = request.clone();
            rt::set(&mut chosen, field, Value::Bool(true)).map(|()| chosen)
        });
        let chosen = chosen.transpose().map_err(|error| unsendable(error.to_string()))?;
        let request = chosen.as_ref().unwrap_or(request);
        let mut receiver = StreamReceiver { record: R::Event::init(), slot: StreamSlot::default() };
        let (reader, piece, metadata) =
            self.open_reader(action, request, BodySource::Fields, &mut receiver).await?;
        let first = self.first_event(action, receiver.record, piece, metadata)?;
        Ok(EventStream::new(reader, first))
    }

    /// Makes a call that opens a stream, compiled once for all types.
    pub(crate) async fn open_reader(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        body: BodySource<'_>,
        receiver: &mut dyn Receive,
    ) -> Result<(EventReader, Option<Piece>, ResponseMetadata), Error> {
        let metadata = self.call(action, request, body, receiver).await?;
        let timer = IdleTimer {
            sleep: Arc::clone(&self.shared.sleep),
            timeout: self.shared.idle_timeout,
            silence: None,
        };
        let first = receiver.stream().and_then(StreamSlot::take);
        let (reader, piece) = EventReader::new(action, first, &metadata, timer, self.decoding_mode);
        Ok((reader, piece, metadata))
    }

    /// Completes the first event of a stream as an answer is completed.
    pub(crate) fn first_event<T: Send + Sync + 'static>(
        &self,
        action: &'static ActionTable,
        data: T,
        piece: Option<Piece>,
        metadata: ResponseMetadata,
    ) -> Result<Option<Event<T>>, Error> {
        let (data, metadata) = self.complete(action, data, metadata)?.into_parts();
        Ok(piece.map(|piece| Event::new(data, piece, metadata.mismatches)))
    }
}

/// Refuses a request that asks for another kind of answer than the caller reads.
pub(super) fn check_choice(
    action: &'static ActionTable,
    request: &dyn Record,
    is_stream: bool,
) -> Result<(), Error> {
    let problem = match action.events {
        None if !is_stream => return Ok(()),
        None => "it is not answered with a stream of events; send it as any other".to_owned(),
        Some(EventsTable { when: None, .. }) if is_stream => return Ok(()),
        Some(EventsTable { when: None, .. }) => {
            "it is answered with a stream of events; call the method whose name ends in `_stream`"
                .to_owned()
        }
        Some(EventsTable { when: Some(field), .. }) => {
            let name = request.table().wire(field);
            match (request.field(field), is_stream) {
                (View::Bool(true), false) => format!(
                    "`{name}` asks for a stream of events; leave it out, or call the method whose \
                     name ends in `_stream`"
                ),
                (View::Bool(false), true) => {
                    format!("`{name}` is false, so that there is no stream of events; leave it out")
                }
                _ => return Ok(()),
            }
        }
    };
    Err(Error::unsendable(action, problem))
}
