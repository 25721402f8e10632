//! Spans of `tracing`: one per call, one per attempt in it.
//!
//! Their fields are listed here; none holds a secret.

use std::future::{Future, poll_fn};
use std::pin::Pin;

use tracing::field::Empty;
use tracing::span::Entered;
use tracing::{Span, debug_span, info_span};

use crate::rt::ActionTable;
use crate::{Error, Outcome};

/// Span of a call or of an attempt.
pub(crate) struct CallSpan(Span);

impl CallSpan {
    /// Creates the span of a call, at level `INFO`.
    pub(crate) fn call(action: &'static ActionTable, region: Option<&str>) -> Self {
        Self(info_span!(
            "call",
            service = action.api.service,
            action = action.name,
            region,
            attempts = Empty,
            outcome = Empty,
            request_id = Empty,
        ))
    }

    /// Creates the span of an attempt, at level `DEBUG`.
    pub(crate) fn attempt(attempt: u32) -> Self {
        Self(debug_span!("attempt", attempt, outcome = Empty, request_id = Empty))
    }

    /// Enters the span until the guard is dropped. Nothing may be awaited meanwhile.
    pub(crate) fn enter(&self) -> Entered<'_> {
        self.0.enter()
    }

    /// Runs a future in the span.
    ///
    /// The span is entered whenever the future is polled. `tracing` would enter it once more to
    /// drop the future, in each call.
    pub(crate) fn around<F: Future>(
        &self,
        mut future: Pin<&mut F>,
    ) -> impl Future<Output = F::Output> {
        poll_fn(move |context| self.0.in_scope(|| future.as_mut().poll(context)))
    }

    /// Records the number of attempts of a call.
    pub(crate) fn attempts(&self, attempts: u32) {
        self.0.record("attempts", attempts);
    }

    /// Records the outcome.
    pub(crate) fn ended(&self, result: Result<&str, &Error>) {
        let Self(span) = self;
        if span.is_disabled() {
            return;
        }
        let (outcome, request_id) = match result {
            Ok(request_id) => ("done", Some(request_id)),
            Err(error) => (name(error.outcome()), error.request_id()),
        };
        span.record("outcome", outcome);
        // What came from elsewhere forges no line of a log.
        if let Some(id) = request_id.filter(|id| is_plain(id)) {
            span.record("request_id", id);
        }
    }
}

fn name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotSent => "not sent",
        Outcome::Rejected => "rejected",
        Outcome::Unknown => "unknown",
    }
}

fn is_plain(id: &str) -> bool {
    const LONGEST: usize = 64;
    !id.is_empty()
        && id.len() <= LONGEST
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
