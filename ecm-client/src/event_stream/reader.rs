//! Stream of events whose type is known to the caller: time, errors, secrets and strictness.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::{Event, FirstPiece, OpenedStream, Piece};
use crate::decoding::mismatched;
use crate::envelope::{self, Envelope};
use crate::error::{Cause, NoValidResponse};
use crate::response::ResponseMetadata;
use crate::rt::{ActionTable, EventErrorTable, EventsTable, QuotedSecrets, Record, View, field_at};
use crate::{BoxFuture, DecodeMismatch, DecodingMode, Error, ExtraField, Sleep, Violations, trace};

/// Events of one response below their types.
pub(crate) struct EventReader {
    action: &'static ActionTable,
    /// Rest of the stream; `None` once it is over, and after an answer that was a JSON object.
    opened: Option<OpenedStream>,
    request_id: String,
    warnings: Violations,
    /// Events that have come.
    events: u64,
    timer: IdleTimer,
    decoding_mode: DecodingMode,
    /// True once an event that does not fit has been reported.
    has_warned: bool,
    /// Secrets that an error event may quote.
    secrets: QuotedSecrets,
}

/// Limit of the silence between two events.
pub(crate) struct IdleTimer {
    pub(crate) sleep: Arc<dyn Sleep>,
    pub(crate) timeout: Duration,
    /// Timer of the current silence, and the number of chunks before it.
    pub(crate) silence: Option<(BoxFuture<'static, ()>, u64)>,
}

impl EventReader {
    /// Continues a call that has been answered; returns the first event as well, if there is one.
    ///
    /// Without a stream, the answer was a JSON object, which is the only event.
    pub(crate) fn new(
        action: &'static ActionTable,
        first: Option<FirstPiece>,
        metadata: &ResponseMetadata,
        timer: IdleTimer,
        decoding_mode: DecodingMode,
    ) -> (Self, Option<Piece>) {
        let (opened, piece, secrets) = match first {
            Some(FirstPiece { opened, piece, secrets }) => (Some(opened), piece, secrets),
            None => {
                let piece = Piece { data: metadata.raw_body.to_vec(), ..Piece::default() };
                (None, Some(piece), QuotedSecrets::default())
            }
        };
        let reader = Self {
            action,
            opened,
            request_id: metadata.request_id.clone(),
            warnings: metadata.warnings.clone(),
            events: piece.iter().len() as u64,
            timer,
            decoding_mode,
            has_warned: !metadata.mismatches.is_empty(),
            secrets,
        };
        (reader, piece)
    }

    pub(crate) fn request_id(&self) -> &str {
        &self.request_id
    }

    pub(crate) fn warnings(&self) -> &Violations {
        &self.warnings
    }

    /// Polls for the next event as it came; `None` once the stream is over.
    pub(crate) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Piece, Error>>> {
        let Some(opened) = &mut self.opened else { return Poll::Ready(None) };
        let piece = match opened.poll_piece(context) {
            Poll::Ready(piece) => piece,
            Poll::Pending => {
                let IdleTimer { sleep, timeout, silence } = &mut self.timer;
                // A comment is no event, and says that the connection is alive.
                let chunks = opened.chunks();
                let (timer, _) = match silence.take().filter(|(_, before)| *before == chunks) {
                    Some(running) => silence.insert(running),
                    None => silence.insert((sleep.sleep(*timeout), chunks)),
                };
                ready!(timer.as_mut().poll(context));
                let cause = Cause::NoValidResponse(NoValidResponse::Timeout);
                return Poll::Ready(Some(Err(self.broken(cause))));
            }
        };
        self.timer.silence = None;
        Poll::Ready(match piece {
            Ok(Some(piece)) => Some(Ok(piece)),
            Ok(None) => {
                self.opened = None;
                None
            }
            Err(error) => {
                let limit = opened.limit();
                Some(Err(self.broken(error.into_cause(limit))))
            }
        })
    }

    /// Reads the data of an event into a record.
    ///
    /// Returns what does not fit, and the place of the object in the data.
    pub(crate) fn read(
        &mut self,
        piece: &Piece,
        record: &mut dyn Record,
    ) -> Result<(Vec<DecodeMismatch>, Range<usize>), Error> {
        let cause = match open_event(self.action, &piece.data, record) {
            Ok(Envelope::Done { request_id, mismatches, response }) => {
                self.learn(request_id);
                if !mismatches.is_empty() && !std::mem::replace(&mut self.has_warned, true) {
                    trace::event_mismatched(self.action, &self.request_id, &mismatches);
                }
                return Ok((mismatches, response));
            }
            Ok(Envelope::Rejected { code, message, request_id }) => {
                self.learn(request_id);
                let (code, message) = (self.secrets.mask(code), self.secrets.mask(message));
                Cause::Rejected { code, message }
            }
            Err((what, request_id)) => {
                self.learn(request_id);
                Cause::NoValidResponse(what)
            }
        };
        Err(self.failed(self.error(cause).with_raw_body(&piece.data.clone().into())))
    }

    /// Completes an event. Fails if it is to be read strictly and has values that do not fit.
    pub(crate) fn complete<T: Send + Sync + 'static>(
        &mut self,
        data: T,
        piece: Piece,
        mismatches: Vec<DecodeMismatch>,
    ) -> Result<Event<T>, Error> {
        if self.decoding_mode == DecodingMode::Strict && !mismatches.is_empty() {
            let metadata = ResponseMetadata {
                request_id: self.secrets.mask(self.request_id.clone()),
                mismatches,
                raw_body: piece.data.into(),
                ..ResponseMetadata::default()
            };
            return Err(self.failed(mismatched(self.action, data, metadata)));
        }
        self.events += 1;
        Ok(Event::new(data, piece, mismatches))
    }

    fn broken(&mut self, cause: Cause) -> Error {
        self.failed(self.error(cause))
    }

    fn error(&self, cause: Cause) -> Error {
        let request_id = self.secrets.mask(self.request_id.clone());
        Error::new(self.action, cause).with_request_id(Some(request_id))
    }

    /// Ends the stream by a failure.
    fn failed(&mut self, error: Error) -> Error {
        self.opened = None;
        let error = error.with_events(self.events);
        trace::stream_failed(self.action, &error);
        error
    }

    fn learn(&mut self, request_id: Option<String>) {
        if let Some(id) = request_id.filter(|id| !id.is_empty()) {
            self.request_id = id;
        }
    }
}

/// Reads the data of an event, which is an object without an envelope, or one with it.
pub(crate) fn open_event(
    action: &ActionTable,
    data: &[u8],
    record: &mut dyn Record,
) -> Result<Envelope, envelope::EnvelopeFailure> {
    let opened = open(data, record)?;
    if let Envelope::Done { request_id, .. } = &opened
        && let Some((code, message)) = action.events.and_then(|events| error_in(&events, record))
    {
        return Ok(Envelope::Rejected { code, message, request_id: request_id.clone() });
    }
    Ok(opened)
}

/// Returns the members of the data of an event that its record does not have.
pub(crate) fn extra_fields(data: &[u8], record: &mut dyn Record) -> Vec<ExtraField> {
    match has_envelope(data, record) {
        true => envelope::extra_fields(data, record),
        false => envelope::bare_extra_fields(data, record),
    }
}

fn open(data: &[u8], record: &mut dyn Record) -> Result<Envelope, envelope::EnvelopeFailure> {
    match has_envelope(data, record) {
        true => envelope::open(data, record),
        false => envelope::open_bare(data, record),
    }
}

fn has_envelope(data: &[u8], record: &dyn Record) -> bool {
    const ENVELOPE: &str = "Response";
    let text = data.trim_ascii_start();
    let inside = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start).unwrap_or_default();
    // A field of this name is no envelope.
    inside.starts_with(b"\"Response\"") && !record.table().fields.contains(&ENVELOPE)
}

/// Returns code and message of an event that tells of a failure as its spec says.
fn error_in(events: &EventsTable, record: &dyn Record) -> Option<(String, String)> {
    let EventErrorTable { mark, code, message } = events.error?;
    let text = |path| match field_at(record, path) {
        View::Text(text) => text.to_owned(),
        View::Int(number) => number.to_string(),
        View::Uint(number) => number.to_string(),
        _ => String::new(),
    };
    if let Some((field, value)) = mark
        && !matches!(field_at(record, field), View::Text(text) if text == value)
    {
        return None;
    }
    let mut code = text(code);
    match mark {
        // A failure without a code is one by its mark.
        Some((_, value)) if code.is_empty() => value.clone_into(&mut code),
        None if code.is_empty() || code == "0" => return None,
        _ => {}
    }
    Some((code, text(message)))
}

impl fmt::Debug for EventReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("action", &self.action.name)
            .field("request_id", &self.request_id)
            .field("events", &self.events)
            .finish_non_exhaustive()
    }
}
