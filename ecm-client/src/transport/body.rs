//! Bodies: of requests, which record that sending has begun, and of responses, which are limited.

use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::mem;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{Response, StatusCode};
use http_body::{Body, Frame, SizeHint};

use super::failure::ExchangeError;
use super::{
    BodyChunks, BodyStream, HttpResponse, Poison, SendProgress, SignedRequest, StreamedResponse,
    TransportError, is_event_stream,
};

/// Body that records that sending has begun.
///
/// HTTP asks for its end, and then for a frame, only when there is a connection to write to, and before anything
/// is written, head included: until then, it is certain that nothing was sent. HTTP/2 writes the head before it
/// asks for a frame, and without the body no service can carry out a request.
pub(super) struct ProgressBody {
    source: Source,
    progress: SendProgress,
}

enum Source {
    /// One frame; `None` if there is none, or no more.
    Bytes(Option<Bytes>),
    /// Stream, before it is asked for.
    Stream(BodyStream),
    Chunks(Box<BodyChunks>),
}

impl ProgressBody {
    /// Takes the body of a request.
    pub(super) fn of(request: &mut SignedRequest) -> Self {
        let progress = request.progress.clone();
        let source = match request.stream.take() {
            None => Source::Bytes(Some(mem::take(&mut request.body)).filter(|it| !it.is_empty())),
            Some(stream) => Source::Stream(stream),
        };
        // HTTP asks for no frame of an empty body, so it proves nothing.
        if source.is_used_up() {
            progress.mark_started();
        } else {
            progress.start_tracking();
        }
        Self { source, progress }
    }
}

impl Source {
    fn is_used_up(&self) -> bool {
        matches!(self, Self::Bytes(None))
    }
}

/// Error of a body that cannot be sent.
#[derive(Debug)]
pub(super) enum BodyError {
    /// The request was given up before it was sent.
    GivenUp,
    /// Its stream was taken by another request.
    Taken,
    Stream(io::Error),
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GivenUp => f.write_str("the request was given up before it was sent"),
            Self::Taken => f.write_str("the stream of the body was sent before"),
            Self::Stream(error) => error.fmt(f),
        }
    }
}

impl Error for BodyError {}

impl Body for ProgressBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        // The connection has its own task, which may get here after the call has timed out.
        if !self.progress.mark_started() {
            return Poll::Ready(Some(Err(BodyError::GivenUp)));
        }
        let chunks = match &mut self.source {
            Source::Bytes(bytes) => {
                return Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes))));
            }
            Source::Stream(stream) => {
                let Some(chunks) = stream.take() else {
                    return Poll::Ready(Some(Err(BodyError::Taken)));
                };
                self.source = Source::Chunks(Box::new(chunks));
                return self.poll_frame(context);
            }
            Source::Chunks(chunks) => Pin::new(&mut **chunks),
        };
        let chunk = ready!(chunks.poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data).map_err(BodyError::Stream)))
    }

    fn is_end_stream(&self) -> bool {
        let is_end = self.source.is_used_up();
        if !is_end {
            // A request that was given up meanwhile stops at its frame.
            let _ = self.progress.mark_started();
        }
        is_end
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match &self.source {
            Source::Bytes(bytes) => bytes.as_ref().map_or(0, |bytes| bytes.len() as u64),
            Source::Stream(stream) => stream.length(),
            Source::Chunks(chunks) => chunks.left(),
        })
    }
}

/// Body of a response as it arrives. Its end is told to `end`; without that it broke.
struct ArrivingBody<B, F> {
    body: Pin<Box<B>>,
    end: Option<F>,
}

impl<B, F> Stream for ArrivingBody<B, F>
where
    B: Body<Data = Bytes>,
    B::Error: Error + 'static,
    F: FnOnce() + Unpin,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let Some(frame) = ready!(self.body.as_mut().poll_frame(context)) else {
                if let Some(end) = self.end.take() {
                    end();
                }
                return Poll::Ready(None);
            };
            match frame.map(Frame::into_data) {
                Ok(Ok(data)) => return Poll::Ready(Some(Ok(data))),
                // Trailers are ignored.
                Ok(Err(_)) => {}
                Err(error) => {
                    let error = ExchangeError::of(&error).after_response_head();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

/// Begins to read a response: a stream of events as it arrives, any other whole.
///
/// `limit` is that of a whole response. `end` is called with the head once the whole body has come.
pub(super) async fn begin<B>(
    response: Response<B>,
    limit: u64,
    end: impl FnOnce() -> Option<Arc<dyn Poison>> + Send + Unpin + 'static,
) -> Result<StreamedResponse, TransportError>
where
    B: Body<Data = Bytes> + Send + 'static,
    B::Error: Error + 'static,
{
    if response.status() != StatusCode::OK || !is_event_stream(response.headers()) {
        return Ok(read(response, limit).await?.with_connection(end()).into());
    }
    let (head, body) = response.into_parts();
    let head = HttpResponse::of(head.status, head.headers, Bytes::new());
    // Dropped, the handle gives the connection back.
    let end = move || drop(end());
    Ok(StreamedResponse::new(head, ArrivingBody { body: Box::pin(body), end: Some(end) }))
}

/// Reads the whole response, up to the limit.
pub(super) async fn read<B>(
    response: Response<B>,
    limit: u64,
) -> Result<HttpResponse, TransportError>
where
    B: Body<Data = Bytes>,
    B::Error: Error + 'static,
{
    let (head, body) = response.into_parts();
    let mut parts = pin!(body);
    let expected = parts.size_hint().exact();
    if expected.is_some_and(|length| length > limit) {
        return Err(TransportError::oversized());
    }
    let mut body = Vec::new();
    while let Some(frame) = poll_fn(|context| parts.as_mut().poll_frame(context)).await {
        let frame = frame.map_err(|error| ExchangeError::of(&error).after_response_head())?;
        // Trailers are ignored.
        let Ok(part) = frame.into_data() else { continue };
        if (body.len() + part.len()) as u64 > limit {
            return Err(TransportError::oversized());
        }
        // A response in one piece, as most are, is not copied.
        if body.is_empty() && expected == Some(part.len() as u64) {
            return Ok(HttpResponse::of(head.status, head.headers, part));
        }
        body.extend_from_slice(&part);
    }
    Ok(HttpResponse::of(head.status, head.headers, body.into()))
}

#[cfg(test)]
mod tests {
    use futures_util::stream;

    use super::*;
    use crate::Effect;
    use crate::testing::local_server::request;

    #[test]
    fn whoever_asks_for_the_end_is_about_to_send_the_head() {
        let stream = BodyStream::new(2, stream::empty::<Result<Bytes, io::Error>>());
        for stream in [None, Some(stream)] {
            let mut request = request("http://127.0.0.1:9/", Effect::Create);
            (request.body, request.stream) = (Bytes::from_static(b"{}"), stream);
            let progress = request.progress.clone();
            let body = ProgressBody::of(&mut request);
            assert!(progress.is_nothing_sent() && body.size_hint().exact() == Some(2));
            assert!(!body.is_end_stream() && !progress.is_nothing_sent());
        }
    }
}
