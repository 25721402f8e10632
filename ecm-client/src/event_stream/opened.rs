//! Stream of events below their types: bytes to data.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf as _, Bytes};
use ecm_events::{EventParser, ParsedEvent};
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};

use crate::TransportError;
use crate::rt::QuotedSecrets;
use crate::transport::ResponseBody;

/// Header with the id of the request, for events without one.
const REQUEST_ID: &str = "x-tc-requestid";

/// Event as it came, with its data as text.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    pub(crate) data: Vec<u8>,
    pub(crate) id: Option<String>,
    pub(crate) event: Option<String>,
    pub(crate) retry: Option<Duration>,
}

impl From<ParsedEvent<'_>> for Piece {
    fn from(event: ParsedEvent<'_>) -> Self {
        Self {
            id: event.id().map(str::to_owned),
            event: event.event().map(str::to_owned),
            retry: event.retry(),
            data: event.into_data().into_owned().into_bytes(),
        }
    }
}

/// Place where an attempt leaves the stream that it has opened, and its first event.
#[derive(Clone, Default)]
pub(crate) struct StreamSlot(Arc<Mutex<SlotState>>);

#[derive(Default)]
struct SlotState {
    first: Option<FirstPiece>,
    /// Id of the request by the head of the response, which holds until an event names one.
    request_id: Option<String>,
}

/// Stream whose first event has come, or that has ended without one.
pub(crate) struct FirstPiece {
    pub(crate) opened: OpenedStream,
    pub(crate) piece: Option<Piece>,
    /// Secrets that a later event may quote.
    pub(crate) secrets: QuotedSecrets,
}

impl StreamSlot {
    /// Forgets what an earlier attempt has left.
    pub(crate) fn clear(&self) {
        *self.state() = SlotState::default();
    }

    /// Keeps what the head of a response says of its stream.
    pub(crate) fn begin(&self, headers: &HeaderMap) {
        let request_id = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
        self.state().request_id = request_id.map(str::to_owned);
    }

    pub(crate) fn put(&self, first: FirstPiece) {
        self.state().first = Some(first);
    }

    pub(crate) fn take(&self) -> Option<FirstPiece> {
        self.state().first.take()
    }

    /// Returns the id by the head of the response.
    pub(crate) fn request_id(&self) -> Option<String> {
        self.state().request_id.clone()
    }

    /// Keeps the secrets of the attempt that opened the stream, if there is a stream.
    pub(crate) fn keep_secrets(&self, secrets: impl FnOnce() -> QuotedSecrets) {
        if let Some(first) = &mut self.state().first {
            first.secrets = secrets();
        }
    }

    pub(crate) fn is_filled(&self) -> bool {
        self.state().first.is_some()
    }

    fn state(&self) -> MutexGuard<'_, SlotState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Body of a response that is being read event by event.
pub(crate) struct OpenedStream {
    body: ResponseBody,
    parser: EventParser,
    chunk: Bytes,
    /// Chunks that have come.
    chunks: u64,
    /// True if the end of the body is told apart from the end of the connection.
    is_framed: bool,
    /// Data of the event that ends the stream.
    end: Option<&'static str>,
    is_ended: bool,
    /// Break to report after the event that it cut off, which came whole.
    broken: Option<TransportError>,
    /// Maximum size of an event in bytes.
    limit: u64,
}

impl OpenedStream {
    pub(crate) fn new(
        body: ResponseBody,
        headers: &HeaderMap,
        end: Option<&'static str>,
        limit: u64,
    ) -> Self {
        let is_framed =
            [TRANSFER_ENCODING, CONTENT_LENGTH].iter().any(|name| headers.contains_key(name));
        Self {
            body,
            parser: EventParser::new(usize::try_from(limit).unwrap_or(usize::MAX)),
            chunk: Bytes::new(),
            chunks: 0,
            is_framed,
            end,
            is_ended: false,
            broken: None,
            limit,
        }
    }

    /// Returns the number of chunks that have come, comments alone among them.
    pub(crate) fn chunks(&self) -> u64 {
        self.chunks
    }

    pub(crate) fn limit(&self) -> u64 {
        self.limit
    }

    /// Waits for the next event; `None` once the stream has ended as it should.
    pub(crate) async fn next(&mut self) -> Result<Option<Piece>, TransportError> {
        poll_fn(|context| self.poll_piece(context)).await
    }

    /// Polls for the next event; `None` once the stream has ended as it should.
    pub(crate) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Option<Piece>, TransportError>> {
        loop {
            if let Some(error) = self.broken.take() {
                self.is_ended = true;
                return Poll::Ready(Err(error));
            }
            if self.is_ended {
                return Poll::Ready(Ok(None));
            }
            match self.parsed() {
                Ok(Some(piece)) => {
                    let piece = self.given(piece);
                    if piece.is_none() {
                        // The end of the body, if it is there, gives the connection back.
                        let _ = self.body.as_mut().poll_next(context);
                    }
                    return Poll::Ready(Ok(piece));
                }
                Ok(None) => {}
                Err(error) => {
                    self.is_ended = true;
                    return Poll::Ready(Err(error));
                }
            }
            match ready!(self.body.as_mut().poll_next(context)) {
                Some(Ok(chunk)) => {
                    self.chunk = chunk;
                    self.chunks += 1;
                }
                Some(Err(error)) => {
                    if let Some(piece) = self.cut_off(error) {
                        return Poll::Ready(Ok(Some(piece)));
                    }
                }
                None if self.is_framed => match self.last() {
                    Some(piece) => return Poll::Ready(Ok(self.given(piece))),
                    None => self.is_ended = true,
                },
                None => {
                    let closed = std::io::Error::new(
                        std::io::ErrorKind::UnexpectedEof,
                        "the connection was closed before the end of the stream",
                    );
                    if let Some(piece) = self.cut_off(TransportError::unknown(&closed)) {
                        return Poll::Ready(Ok(Some(piece)));
                    }
                }
            }
        }
    }

    /// Parses the next event of the chunk.
    fn parsed(&mut self) -> Result<Option<Piece>, TransportError> {
        let mut rest = &self.chunk[..];
        let length = rest.len();
        let parsed = self.parser.next(&mut rest);
        let parsed = parsed.map(|event| event.map(Piece::from));
        let used = length - rest.len();
        self.chunk.advance(used);
        parsed.map_err(|_| TransportError::oversized())
    }

    /// Event before the end of the body, whose blank line is missing; only one that is complete.
    fn last(&mut self) -> Option<Piece> {
        let piece = self.parser.finish().ok().flatten().map(Piece::from)?;
        let is_whole = serde_json::from_slice::<serde::de::IgnoredAny>(&piece.data).is_ok();
        (is_whole || self.is_end(&piece)).then_some(piece)
    }

    /// Ends the stream by a break, after the last event, if that is complete.
    fn cut_off(&mut self, error: TransportError) -> Option<Piece> {
        let last = self.last();
        if last.as_ref().is_some_and(|piece| self.is_end(piece)) {
            self.is_ended = true;
            return None;
        }
        self.broken = Some(error);
        last
    }

    fn is_end(&self, piece: &Piece) -> bool {
        self.end.is_some_and(|end| end.as_bytes() == piece.data)
    }

    /// Returns an event; `None` for the end mark.
    fn given(&mut self, piece: Piece) -> Option<Piece> {
        if self.is_end(&piece) {
            self.is_ended = true;
            return None;
        }
        Some(piece)
    }
}
