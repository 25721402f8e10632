//! A request that is ready to be sent.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use bytes::Bytes;
use http::{HeaderMap, Method};

use super::RequestUrl;
use crate::Effect;
use crate::secret::REDACTED;

/// What requests say they come from, before the name of the program that uses us.
pub(crate) const PRODUCT_TOKEN: &str = concat!("ecm-client/", env!("CARGO_PKG_VERSION"));

/// A signed request, ready to be sent as it is. Its headers, its body and the query of its URL
/// hold secrets; its `Debug` does not.
#[derive(Clone)]
pub struct SignedRequest {
    pub(crate) method: Method,
    pub(crate) url: RequestUrl,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) effect: Effect,
    pub(crate) max_response_size: u64,
    pub(crate) progress: SendProgress,
}

impl SignedRequest {
    /// The HTTP method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Where it goes. The query of a GET holds the whole request, secrets included.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The headers, `Host` and secrets included.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, secrets included.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// What sending it a second time would do.
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// How many bytes the body of an answer may have.
    pub fn max_response_size(&self) -> u64 {
        self.max_response_size
    }

    /// Where to note how far sending has come.
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

/// How far sending a request has come, for the case that it is broken off in the middle.
///
/// Where a transport notes nothing, a request that is broken off counts as sent. One that calls
/// [`SendProgress::start_tracking`] first must call [`SendProgress::mark_started`] *before* the first byte can leave.
#[derive(Clone, Default)]
pub struct SendProgress(Arc<AtomicU8>);

const UNTRACKED: u8 = 0;
const NOT_STARTED: u8 = 1;
const STARTED: u8 = 2;

impl SendProgress {
    /// Nothing has left, and the moment when something does will be noted.
    pub fn start_tracking(&self) {
        // What has begun stays begun.
        let _ =
            self.0.compare_exchange(UNTRACKED, NOT_STARTED, Ordering::AcqRel, Ordering::Acquire);
    }

    /// From now on something may have left.
    pub fn mark_started(&self) {
        self.0.store(STARTED, Ordering::Release);
    }

    /// Whether it is certain that nothing has left.
    pub fn is_nothing_sent(&self) -> bool {
        self.0.load(Ordering::Acquire) == NOT_STARTED
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
    }
}
