//! Spans and events of `tracing`.
//!
//! A call is a span at `INFO`, an attempt in it a span at `DEBUG`. An attempt that failed is an event:
//! at `WARN` where it is the last one, else at `INFO`. Every call ends with an event at `DEBUG`.
//! Spans and events hold the fields that are named here and no secret.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::time::Duration;

use tracing::field::Empty;
use tracing::span::Entered;
use tracing::{Level, Span, debug_span, event, info_span};

use crate::response::ResponseMetadata;
use crate::rt::ActionTable;
use crate::{DecodeMismatch, Error, Outcome, Sleep, Violations};

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

    /// Runs a future in the span. The span is entered whenever the future is polled. `tracing`
    /// would enter it once more to drop the future, in each call.
    pub(crate) fn around<F: Future>(
        &self,
        mut future: Pin<&mut F>,
    ) -> impl Future<Output = F::Output> {
        poll_fn(move |context| self.0.in_scope(|| future.as_mut().poll(context)))
    }

    pub(crate) fn attempts(&self, attempts: u32) {
        self.0.record("attempts", attempts);
    }

    /// Emits the event of a call that ended.
    pub(crate) fn call_ended(
        &self,
        result: Result<&str, &Error>,
        attempts: u32,
        stopwatch: &Stopwatch<'_>,
    ) {
        let (outcome, code, request_id) = fields(result);
        let duration = stopwatch.elapsed();
        event!(
            parent: &self.0, Level::DEBUG, outcome, code, request_id, attempts, duration, "call ended"
        );
    }

    /// Emits the event of a request with parameters that the spec does not know, if it has any.
    pub(crate) fn extra_sent(&self, warnings: &Violations) {
        // Consists of names of letters and digits, and of indices.
        let parameters = warnings.extra_parameters().collect::<Vec<_>>().join(", ");
        if !parameters.is_empty() {
            event!(
                parent: &self.0, Level::WARN, parameters,
                "the request has parameters that the spec does not know"
            );
        }
    }

    /// Emits the event of an answer with values that do not fit, if it has any.
    pub(crate) fn mismatched(&self, answer: &ResponseMetadata) {
        let count = answer.mismatches.len();
        if count == 0 {
            return;
        }
        let mismatches = named(&answer.mismatches);
        let (_, _, request_id) = fields(Ok(&answer.request_id));
        event!(
            parent: &self.0, Level::WARN, request_id, count, mismatches,
            "answer does not fit its description"
        );
    }

    pub(crate) fn ended(&self, result: Result<&str, &Error>) {
        record(&self.0, result);
    }
}

/// Measures a duration for an event, if anybody listens to events at all.
pub(crate) struct Stopwatch<'a> {
    sleep: &'a dyn Sleep,
    start: Option<Duration>,
}

impl<'a> Stopwatch<'a> {
    #[inline]
    pub(crate) fn start(sleep: &'a dyn Sleep) -> Self {
        let is_heard = tracing::enabled!(Level::WARN);
        Self { sleep, start: is_heard.then(|| sleep.elapsed()) }
    }

    fn elapsed(&self) -> Option<f64> {
        self.start.map(|start| self.sleep.elapsed().saturating_sub(start).as_secs_f64())
    }
}

/// Emits the event of an attempt that failed; another follows after `pause`, if there is one.
pub(crate) fn attempt_failed(
    error: &Error,
    attempt: u32,
    stopwatch: &Stopwatch<'_>,
    pause: Option<Duration>,
) {
    let (outcome, code, request_id) = fields(Err(error));
    let duration = stopwatch.elapsed();
    match pause.map(|pause| pause.as_secs_f64()) {
        Some(pause) => event!(
            Level::INFO, attempt, outcome, code, request_id, duration, pause, %error,
            "attempt failed, trying again"
        ),
        None => event!(
            Level::WARN, attempt, outcome, code, request_id, duration, %error, "attempt failed"
        ),
    }
}

/// Emits the event of a call that ended before an attempt of it was sent, or before the next one.
pub(crate) fn call_not_sent(error: &Error) {
    let (outcome, code, request_id) = fields(Err(error));
    event!(Level::WARN, outcome, code, request_id, %error, "call not sent");
}

/// Emits the event of an event of a stream with values that do not fit. A stream has one of these at most, the
/// first such event.
pub(crate) fn event_mismatched(action: &str, request_id: &str, mismatches: &[DecodeMismatch]) {
    let (count, mismatches) = (mismatches.len(), named(mismatches));
    let request_id = Some(request_id).filter(|id| is_plain(id));
    event!(
        Level::WARN,
        action,
        request_id,
        count,
        mismatches,
        "event does not fit its description"
    );
}

/// Emits the event of a stream that ended by a failure.
pub(crate) fn stream_failed(error: &Error) {
    let (outcome, code, request_id) = fields(Err(error));
    let (action, events) = (error.action(), error.events());
    event!(Level::WARN, action, events, outcome, code, request_id, %error, "stream failed");
}

/// Names the first few values that do not fit. These are names and words of this crate alone, so
/// that no value gets into a log.
fn named(mismatches: &[DecodeMismatch]) -> String {
    const MAX_NAMED: usize = 5;
    let shown = mismatches.iter().take(MAX_NAMED).map(ToString::to_string);
    let mut named = shown.collect::<Vec<_>>().join("; ");
    if mismatches.len() > MAX_NAMED {
        named.push_str("; ...");
    }
    named
}

/// Emits the event of a list with more items than the service says that it has.
pub(crate) fn list_exceeds_total(action: &str, total: u64, request_id: &str) {
    let request_id = Some(request_id).filter(|id| is_plain(id));
    event!(Level::WARN, action, total, request_id, "the list has more items than the service says");
}

fn record(span: &Span, result: Result<&str, &Error>) {
    if span.is_disabled() {
        return;
    }
    let (outcome, _, request_id) = fields(result);
    span.record("outcome", outcome);
    if let Some(id) = request_id {
        span.record("request_id", id);
    }
}

/// Outcome, error code and request id. An id or a code that could forge a line of a log is left out.
fn fields<'a>(
    result: Result<&'a str, &'a Error>,
) -> (&'static str, Option<&'a str>, Option<&'a str>) {
    let (outcome, code, request_id) = match result {
        Ok(request_id) => ("done", None, Some(request_id)),
        Err(error) => (name(error.outcome()), error.code(), error.request_id()),
    };
    (outcome, code.filter(|code| is_plain(code)), request_id.filter(|id| is_plain(id)))
}

fn name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotSent => "not sent",
        Outcome::Rejected => "rejected",
        Outcome::Unknown => "unknown",
    }
}

fn is_plain(id: &str) -> bool {
    const MAX_LENGTH: usize = 128;
    !id.is_empty()
        && id.len() <= MAX_LENGTH
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
}
