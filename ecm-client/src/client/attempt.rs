//! A single attempt: sends a signed request and reads the response or the failure.

use std::ops::Range;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

use super::attempt_hook::AttemptHook;
use super::service_clock::date_of;
use crate::clock::timeout;
use crate::envelope::{self, Envelope, foreign_form};
use crate::error::{Cause, NoValidResponse};
use crate::event_stream::{FirstPiece, OpenedStream, StreamSlot, open_event};
use crate::response::ResponseMetadata;
use crate::rt::{ActionTable, Init, QuotedSecrets, Record};
use crate::trace::CallSpan;
use crate::transport::is_event_stream;
use crate::{
    BoxFuture, Error, HttpResponse, SendProgress, SignedRequest, Sleep, StreamedResponse,
    Transport, TransportError,
};
use ecm_sign::Signer;

/// Destination of the response of a call.
pub(crate) trait Receive: Send {
    /// Returns the record to read into, reset to its initial value. Data that a failed attempt left
    /// in it is not part of the response.
    fn reset(&mut self) -> &mut dyn Record;

    /// Receives the whole body once it has been read, and the place of the response in it.
    fn keep(&mut self, _body: &Bytes, _response: Range<usize>) {}

    /// Returns the place for the stream that is asked for; `None` where it is a JSON object.
    fn stream(&self) -> Option<&StreamSlot> {
        None
    }
}

impl<T: Record + Init> Receive for T {
    fn reset(&mut self) -> &mut dyn Record {
        *self = T::init();
        self
    }
}

/// Request that was given to the transport and awaits its response. Small, as it is kept for as
/// long as the response takes; the request itself is not.
pub(super) struct Attempt<'a> {
    span: CallSpan,
    progress: SendProgress,
    /// Maximum size of the response body in bytes.
    limit: u64,
    /// Size of the request body in bytes.
    pub(super) request_size: u64,
    reply: BoxFuture<'a, Result<HttpResponse, TransportError>>,
}

/// Failed attempt, with the response that came back, if any. Its `Date` corrects the clock, and its
/// `Retry-After` lengthens the pause.
pub(super) struct Failed {
    pub(super) error: Error,
    pub(super) reply: Option<HttpResponse>,
}

impl<'a> Attempt<'a> {
    /// Hands the request to the transport; nothing is sent before the response is awaited.
    // Inline, so that the request is given away from where it is.
    #[inline]
    pub(super) fn begin(
        transport: &'a dyn Transport,
        request: SignedRequest,
        number: u32,
        stream: Option<StreamRequest>,
    ) -> Self {
        let span = CallSpan::attempt(number, &request.method, &request.url);
        let (progress, limit) = (request.progress.clone(), request.max_response_size);
        let request_size = request.body_size();
        // Given away from where it is: in a closure it would be moved twice.
        let entered = span.enter();
        let reply = match stream {
            None => transport.send(request),
            Some(stream) => Box::pin(open(transport, request, stream)),
        };
        drop(entered);
        Self { span, progress, limit, request_size, reply }
    }

    /// Waits for the response until `time` is over and reads it; returns what is known of it.
    // Not `async`, which would store what it is given twice: a call has room for it all the time.
    pub(super) fn finish(
        self,
        sleep: &'a dyn Sleep,
        time: impl Fn() -> Duration + Send + Unpin + 'a,
        mut reader: ReplyReader<'a>,
    ) -> impl Future<Output = Result<ResponseMetadata, Failed>> + Send {
        let Self { span, progress, limit, reply, .. } = self;
        let mut timed = timeout(sleep, time, reply);
        async move {
            let reply = span.around(Pin::new(&mut timed)).await;
            // An attempt that is given up is dropped here: only then does its progress stay as it is.
            drop(timed);
            let sent = match reply {
                Some(sent) => sent.map_err(|error| error.into_cause(limit)),
                None if progress.give_up() => Err(Cause::no_connection_in_time()),
                None => Err(Cause::NoValidResponse(NoValidResponse::Timeout)),
            };
            let ended = reader.judge(sent, limit, &span);
            span.ended(
                ended
                    .as_ref()
                    .map(|metadata| &*metadata.request_id)
                    .map_err(|failed| &failed.error),
            );
            ended
        }
    }
}

/// Stream that an attempt asks for.
pub(super) struct StreamRequest {
    pub(super) slot: StreamSlot,
    /// Data of the event that ends it.
    pub(super) end: Option<&'static str>,
}

/// Sends a request that asks for a stream, and waits for its first event. The response has the data
/// of that event, so that it is judged as any other response; one that is no stream is read whole.
async fn open(
    transport: &dyn Transport,
    request: SignedRequest,
    StreamRequest { slot, end }: StreamRequest,
) -> Result<HttpResponse, TransportError> {
    slot.clear();
    let limit = request.max_response_size;
    let response = transport.open(request).await?;
    if response.head.status != 200 || !is_event_stream(&response.head.headers) {
        return response.collect(limit).await;
    }
    let StreamedResponse { mut head, body } = response;
    slot.begin(&head.headers);
    let mut opened = OpenedStream::new(body, &head.headers, end, limit);
    let piece = opened.next().await?;
    head.body = piece.as_ref().map_or(Bytes::from_static(b"{}"), |piece| piece.data.clone().into());
    slot.put(FirstPiece { opened, piece, secrets: QuotedSecrets::default() });
    Ok(head)
}

/// Reads an HTTP response, if it is an answer of the service.
pub(super) struct ReplyReader<'a> {
    pub(super) action: &'static ActionTable,
    pub(super) request: &'a dyn Record,
    pub(super) by: Option<&'a Signer>,
    pub(super) response: &'a mut dyn Receive,
    pub(super) hook: Option<&'a dyn AttemptHook>,
}

impl ReplyReader<'_> {
    /// Judges what has come back, if anything has, and lets go of its connection.
    #[allow(clippy::result_large_err, reason = "a success is as large")]
    fn judge(
        &mut self,
        sent: Result<HttpResponse, Cause>,
        limit: u64,
        span: &CallSpan,
    ) -> Result<ResponseMetadata, Failed> {
        let mut reply = match sent {
            Ok(reply) => reply,
            Err(cause) => {
                let error = Error::new(self.action, cause);
                let error = error.with_request_id(self.masked(self.request_id_of_head()));
                return Err(Failed { error, reply: None });
            }
        };
        if let Some(hook) = self.hook
            && let Some(date) = date_of(&reply.headers)
        {
            hook.on_date(date);
        }
        span.answered(reply.status);
        // Whatever carries requests, the limit holds.
        let read = if reply.body.len() as u64 > limit {
            let cause = Cause::NoValidResponse(NoValidResponse::Oversized { limit });
            Err(Error::new(self.action, cause))
        } else {
            self.read(&reply)
        };
        if let Err(error) = &read
            && error.is_transient_fault()
        {
            reply.poison();
        }
        // Not after the pause that may follow.
        reply.release();
        read.map_err(|error| Failed { error, reply: Some(reply) })
    }

    /// Reads the service's answer into the response; returns what is known of it.
    fn read(&mut self, reply: &HttpResponse) -> Result<ResponseMetadata, Error> {
        let is_stream = self.response.stream().is_some_and(StreamSlot::is_filled);
        // The service answers with 200 whatever it says, so anything else is from something between.
        let opened = if reply.status != 200 {
            Err((NoValidResponse::Status(reply.status), envelope::request_id(&reply.body)))
        } else if is_stream {
            open_event(self.action, &reply.body, self.response.reset())
        } else {
            envelope::open(&reply.body, self.response.reset())
        };
        let (cause, request_id) = match opened {
            Ok(Envelope::Done { request_id, mismatches, response }) => {
                self.response.keep(&reply.body, response);
                if let Some(stream) = self.response.stream() {
                    stream.keep_secrets(|| self.secrets());
                }
                let request_id = request_id.filter(|id| !id.is_empty());
                let request_id = request_id.or_else(|| self.request_id_of_head());
                return Ok(ResponseMetadata {
                    request_id: request_id.unwrap_or_default(),
                    mismatches,
                    raw_body: reply.body.clone(),
                    ..ResponseMetadata::default()
                });
            }
            Ok(Envelope::Rejected { code, message, request_id }) => {
                let secrets = self.secrets();
                let (code, message) = (secrets.mask(code), secrets.mask(message));
                (Cause::Rejected { code, message }, request_id)
            }
            // A stream has the form that was asked for, whatever its first event is.
            Err((NoValidResponse::Malformed(what), request_id)) if !is_stream => {
                let form = foreign_form(&reply.body, &reply.headers);
                let what = form.map_or(NoValidResponse::Malformed(what), NoValidResponse::Foreign);
                (Cause::NoValidResponse(what), request_id)
            }
            Err((what, request_id)) => (Cause::NoValidResponse(what), request_id),
        };
        let request_id = request_id.or_else(|| self.request_id_of_head());
        let error = Error::new(self.action, cause).with_request_id(self.masked(request_id));
        Err(error.with_raw_body(&reply.body))
    }

    /// Returns the request id by the head of a stream, if one was begun.
    fn request_id_of_head(&self) -> Option<String> {
        self.response.stream().and_then(StreamSlot::request_id)
    }

    fn masked(&self, text: Option<String>) -> Option<String> {
        text.map(|text| self.secrets().mask(text))
    }

    /// Collects what an error must not quote. An error message may quote any part of what was sent.
    fn secrets(&self) -> QuotedSecrets {
        QuotedSecrets::of(self.request, self.by)
    }
}
