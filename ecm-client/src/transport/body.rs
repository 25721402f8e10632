//! A body that notes when it begins to leave.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::SentMark;

/// The whole body in one frame. HTTP asks for it only when there is a connection to write to, and
/// before anything is written, head included: until then, it is certain that nothing has left.
pub(super) struct Watched {
    bytes: Option<Bytes>,
    mark: SentMark,
}

impl Watched {
    pub(super) fn new(bytes: Bytes, mark: SentMark) -> Self {
        // Of an empty body nobody asks for a frame, so it proves nothing.
        match bytes.is_empty() {
            true => mark.begun(),
            false => mark.nothing_yet(),
        }
        Self { bytes: Some(bytes).filter(|bytes| !bytes.is_empty()), mark }
    }
}

impl Body for Watched {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.mark.begun();
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
