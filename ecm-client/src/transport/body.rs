//! The body of a request, which notes when it begins to leave, and that of an answer, which ends somewhere.

use std::convert::Infallible;
use std::error::Error;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::Response;
use http_body::{Body, Frame, SizeHint};

use super::failure::ExchangeError;
use super::{HttpResponse, SendProgress, TransportError};

/// The whole body in one frame. HTTP asks for it only when there is a connection to write to, and
/// before anything is written, head included: until then, it is certain that nothing has left.
pub(super) struct ProgressBody {
    bytes: Option<Bytes>,
    progress: SendProgress,
}

impl ProgressBody {
    pub(super) fn new(bytes: Bytes, progress: SendProgress) -> Self {
        // Of an empty body nobody asks for a frame, so it proves nothing.
        if bytes.is_empty() {
            progress.mark_started()
        } else {
            progress.start_tracking()
        }
        Self { bytes: Some(bytes).filter(|bytes| !bytes.is_empty()), progress }
    }
}

impl Body for ProgressBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.progress.mark_started();
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}

/// The whole answer, as far as it may go.
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
        // What may follow a body is of no use to anybody.
        let Ok(part) = frame.into_data() else { continue };
        if (body.len() + part.len()) as u64 > limit {
            return Err(TransportError::oversized());
        }
        // An answer in one piece, as most are, is not copied.
        if body.is_empty() && expected == Some(part.len() as u64) {
            return Ok(HttpResponse {
                status: head.status.as_u16(),
                headers: head.headers,
                body: part,
            });
        }
        body.extend_from_slice(&part);
    }
    Ok(HttpResponse { status: head.status.as_u16(), headers: head.headers, body: body.into() })
}
