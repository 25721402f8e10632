//! Signed requests.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use bytes::Bytes;
use http::{HeaderMap, Method};

use super::{BodyStream, RequestUrl};
use crate::Effect;
use ecm_sign::REDACTED;

/// Product token in `User-Agent`, before the name of the calling program.
pub(crate) const PRODUCT_TOKEN: &str = concat!("ecm-client/", env!("CARGO_PKG_VERSION"));

/// Signed request, ready to be sent as it is.
///
/// Its headers, its body and the query of its URL hold secrets; its `Debug` does not.
#[derive(Clone)]
pub struct SignedRequest {
    pub(crate) method: Method,
    pub(crate) url: RequestUrl,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) stream: Option<BodyStream>,
    pub(crate) effect: Effect,
    pub(crate) max_response_size: u64,
    pub(crate) progress: SendProgress,
}

impl SignedRequest {
    /// Returns the HTTP method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the URL. The query of a GET holds the whole request, secrets included.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Returns the headers, `Host` and secrets included.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body, secrets included; empty if it is a stream.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the stream of a body that comes as one; it is sent in place of [`SignedRequest::body`].
    pub fn body_stream(&self) -> Option<&BodyStream> {
        self.stream.as_ref()
    }

    /// Returns the size of the body in bytes, whichever form it has.
    pub(crate) fn body_size(&self) -> u64 {
        self.stream.as_ref().map_or(self.body.len() as u64, BodyStream::length)
    }

    /// Returns the effect of sending it a second time.
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// Returns the maximum size of a response body in bytes.
    pub fn max_response_size(&self) -> u64 {
        self.max_response_size
    }

    /// Returns the progress, for the transport to record.
    pub fn progress(&self) -> &SendProgress {
        &self.progress
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedRequest")
            .field("method", &self.method)
            .field("url", &self.url().split('?').next().unwrap_or_default())
            .field("headers", &format_args!("{REDACTED}"))
            .field("body", &format_args!("{REDACTED}"))
            .finish_non_exhaustive()
    }
}

/// Progress of sending a request, for the case that it is interrupted.
///
/// A request whose progress is not tracked counts as sent when it is interrupted. A transport that
/// calls [`SendProgress::start_tracking`] must call [`SendProgress::mark_started`] *before* the
/// first byte can be sent, and send nothing if that returns false.
#[derive(Clone, Default)]
pub struct SendProgress(Arc<AtomicU8>);

const UNTRACKED: u8 = 0;
const NOT_STARTED: u8 = 1;
const STARTED: u8 = 2;
const GIVEN_UP: u8 = 3;

impl SendProgress {
    /// Starts tracking: nothing was sent, and the first byte will be recorded.
    pub fn start_tracking(&self) {
        // Once started, it stays so.
        let _ =
            self.0.compare_exchange(UNTRACKED, NOT_STARTED, Ordering::AcqRel, Ordering::Acquire);
    }

    /// Records that something may be sent from now on.
    ///
    /// Returns false if the request was given up before: then nothing of it may be sent any more.
    pub fn mark_started(&self) -> bool {
        let start = |state| (state != GIVEN_UP).then_some(STARTED);
        self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, start).is_ok()
    }

    /// Gives the request up; returns true if nothing was sent and nothing will be.
    pub(crate) fn give_up(&self) -> bool {
        let give_up = |state| [NOT_STARTED, GIVEN_UP].contains(&state).then_some(GIVEN_UP);
        self.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, give_up).is_ok()
    }

    /// Returns true if it is certain that nothing was sent.
    pub fn is_nothing_sent(&self) -> bool {
        [NOT_STARTED, GIVEN_UP].contains(&self.0.load(Ordering::Acquire))
    }
}

impl fmt::Debug for SendProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendProgress").field("is_nothing_sent", &self.is_nothing_sent()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_noted_is_proof() {
        let progress = SendProgress::default();
        assert!(!progress.is_nothing_sent(), "nobody tracks it");
        progress.start_tracking();
        assert!(progress.clone().is_nothing_sent());
        progress.clone().mark_started();
        assert!(!progress.is_nothing_sent());
        progress.start_tracking();
        assert!(!progress.is_nothing_sent(), "what has begun cannot be taken back");
        assert!(!progress.give_up(), "nor can it be given up");
    }

    #[test]
    fn what_was_given_up_does_not_start() {
        let progress = SendProgress::default();
        assert!(!progress.give_up(), "nobody tracks it");
        progress.start_tracking();
        assert!(progress.give_up() && progress.give_up());
        assert!(!progress.clone().mark_started() && progress.is_nothing_sent());
    }
}
