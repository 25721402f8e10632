//! Bodies of requests that come as streams, and are sent once.

use std::error::Error;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::TryStreamExt as _;
use futures_util::stream::{AbortHandle, Abortable};

type Chunks = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// Stream of a request's body, which is taken once.
#[derive(Clone)]
pub struct BodyStream(Arc<Shared>);

struct Shared {
    length: u64,
    chunks: Mutex<Option<Abortable<Chunks>>>,
    abort: AbortHandle,
    /// Set while a call has it to send.
    is_claimed: AtomicBool,
}

impl BodyStream {
    pub(crate) fn new<S, E>(length: u64, stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        let chunks: Chunks = Box::pin(stream.map_err(io::Error::other));
        let (abort, registration) = AbortHandle::new_pair();
        let chunks = Mutex::new(Some(Abortable::new(chunks, registration)));
        Self(Arc::new(Shared { length, chunks, abort, is_claimed: AtomicBool::new(false) }))
    }

    /// Returns the number of bytes.
    pub fn length(&self) -> u64 {
        self.0.length
    }

    /// Takes the bytes, to send them; `None` if they were taken before.
    ///
    /// From then on the request counts as sent: call [`SendProgress::mark_started`] first.
    ///
    /// [`SendProgress::mark_started`]: crate::SendProgress::mark_started
    #[must_use]
    pub fn take(&self) -> Option<BodyChunks> {
        let chunks = self.0.chunks.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let length = self.length();
        Some(BodyChunks { chunks: Mutex::new(chunks), length, left: length, last: None })
    }

    /// Returns true once the bytes were taken.
    pub(crate) fn is_taken(&self) -> bool {
        self.0.chunks.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    /// Reserves the stream for a call; `None` if another one has it or has sent it.
    pub(crate) fn claim(&self) -> Option<StreamClaim> {
        let is_free = !self.is_taken() && !self.0.is_claimed.swap(true, Ordering::AcqRel);
        is_free.then(|| StreamClaim(self.clone()))
    }
}

/// Right of one call to send a stream. When it ends, so does what the stream still sends.
pub(crate) struct StreamClaim(BodyStream);

impl Drop for StreamClaim {
    fn drop(&mut self) {
        let StreamClaim(stream) = self;
        if stream.is_taken() {
            // A connection that still waits for bytes would neither close nor be free for others.
            stream.0.abort.abort();
        }
        stream.0.is_claimed.store(false, Ordering::Release);
    }
}

/// Bytes of a request's body as they come: exactly as many as its length says, or an error.
pub struct BodyChunks {
    // A lock, as a body is shared between threads by reference; it is never waited for.
    chunks: Mutex<Abortable<Chunks>>,
    length: u64,
    /// Bytes that are still to come.
    left: u64,
    /// Last chunk, kept until it is certain that nothing follows.
    last: Option<Bytes>,
}

impl BodyChunks {
    /// Returns the number of bytes that have not been given out.
    pub(super) fn left(&self) -> u64 {
        self.left + self.last.as_ref().map_or(0, |last| last.len() as u64)
    }

    fn wrong_length(&self, has: &str) -> io::Error {
        let message = format!(
            "the stream of the body {has} the {} bytes that were announced; give the length that it has",
            self.length
        );
        io::Error::new(io::ErrorKind::InvalidData, message)
    }
}

impl Stream for BodyChunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let chunks = self.chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
            // An aborted stream ends, and asks for no more of the one within.
            let chunk = match ready!(Pin::new(chunks).poll_next(context)) {
                Some(Ok(chunk)) => chunk,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None if self.left > 0 => {
                    let error =
                        self.wrong_length(&format!("ended after {} of", self.length - self.left));
                    return Poll::Ready(Some(Err(error)));
                }
                None => return Poll::Ready(self.last.take().map(Ok)),
            };
            if chunk.is_empty() {
                continue;
            }
            let Some(left) = self.left.checked_sub(chunk.len() as u64) else {
                // The last bytes are not sent, so that the request is not whole.
                return Poll::Ready(Some(Err(self.wrong_length("has more than"))));
            };
            self.left = left;
            if left > 0 {
                return Poll::Ready(Some(Ok(chunk)));
            }
            self.last = Some(chunk);
        }
    }
}

impl fmt::Debug for BodyStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyStream").field("length", &self.length()).finish_non_exhaustive()
    }
}

impl fmt::Debug for BodyChunks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyChunks").field("left", &self.left).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt as _, StreamExt as _, stream};

    use super::*;

    fn of(length: u64, chunks: &'static [&'static str]) -> BodyStream {
        let chunks = stream::iter(chunks).map(|chunk| Ok::<_, io::Error>(Bytes::from(*chunk)));
        BodyStream::new(length, chunks)
    }

    /// Reads the bytes that come at once, and the error that ends them.
    fn read(stream: &BodyStream) -> (String, Option<String>) {
        let mut chunks = stream.take().unwrap();
        let mut text = String::new();
        while let Some(chunk) = chunks.next().now_or_never().unwrap() {
            match chunk {
                Ok(chunk) => text.push_str(std::str::from_utf8(&chunk).unwrap()),
                Err(error) => return (text, Some(error.to_string())),
            }
        }
        assert!(chunks.next().now_or_never().unwrap().is_none());
        (text, None)
    }

    #[test]
    fn exactly_as_many_bytes_come_as_were_announced() {
        for chunks in [&["abc"][..], &["", "a", "", "bc", ""], &["a", "b", "c"]] {
            assert_eq!(read(&of(3, chunks)), ("abc".to_owned(), None));
        }
        // A request of too many bytes is never whole.
        for chunks in [&["abcd"][..], &["abc", "d"], &["ab", "cd"], &["abc", "", "d"]] {
            let (text, error) = read(&of(3, chunks));
            assert!(text.len() < 3, "{text}");
            assert!(error.unwrap().contains("has more than the 3 bytes that were announced"));
        }
        let (text, error) = read(&of(3, &["ab"]));
        assert_eq!(text, "ab");
        assert!(error.unwrap().contains("ended after 2 of the 3 bytes"));
    }

    #[test]
    fn a_stream_is_taken_once_and_claimed_by_one_call() {
        let stream = of(3, &["abc"]);
        let claim = stream.claim().unwrap();
        assert!(stream.claim().is_none());
        drop(claim);
        let claim = stream.claim().expect("nothing of it was taken");
        assert!(!stream.is_taken());
        let chunks = stream.take().unwrap();
        assert!(stream.is_taken() && stream.take().is_none());
        drop((claim, chunks));
        assert!(stream.claim().is_none());
    }

    #[test]
    fn what_a_call_leaves_behind_ends() {
        let pending = stream::pending::<io::Result<Bytes>>();
        let stream = BodyStream::new(3, pending);
        let claim = stream.claim().unwrap();
        let mut chunks = stream.take().unwrap();
        assert!(chunks.next().now_or_never().is_none());
        drop(claim);
        assert!(chunks.next().now_or_never().flatten().unwrap().is_err());
    }
}
