//! Spans and events of `tracing`.
//!
//! A call is a span at `INFO`, an attempt in it a span at `DEBUG`. An attempt that failed is an event:
//! at `WARN` where it is the last one, else at `INFO`. Every call ends with an event at `DEBUG`.
//! Spans and events hold the fields of [`names`] and no secret.

pub(crate) mod names;

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::time::Duration;

use http::Method;
use tracing::field::Empty;
use tracing::span::Entered;
use tracing::{Level, Span, debug_span, event, info_span};

use crate::response::ResponseMetadata;
use crate::rt::ActionTable;
use crate::transport::RequestUrl;
use crate::{DecodeMismatch, Error, Outcome, Sleep, Violations};

pub(crate) struct CallSpan(Span);

impl CallSpan {
    /// Creates the span of a call, at level `INFO`.
    pub(crate) fn call(action: &ActionTable, region: Option<&str>, to: &RequestUrl) -> Self {
        Self(info_span!(
            "call",
            { names::SPAN_KIND } = "client",
            { names::SPAN_NAME } = %QualifiedName(action),
            { names::RPC_SYSTEM } = names::SYSTEM,
            { names::RPC_METHOD } = %QualifiedName(action),
            { names::SERVER_ADDRESS } = to.server_address(),
            { names::SERVER_PORT } = to.server_port(),
            { names::CLOUD_REGION } = region,
            { names::ATTEMPTS } = Empty,
            { names::OUTCOME } = Empty,
            { names::REQUEST_ID } = Empty,
            { names::RPC_STATUS } = Empty,
            { names::ERROR_TYPE } = Empty,
            { names::SPAN_STATUS } = Empty,
        ))
    }

    /// Creates the span of an attempt, at level `DEBUG`.
    pub(crate) fn attempt(attempt: u32, method: &Method, to: &RequestUrl) -> Self {
        Self(debug_span!(
            "attempt",
            { names::SPAN_KIND } = "client",
            { names::SPAN_NAME } = method.as_str(),
            { names::HTTP_METHOD } = method.as_str(),
            { names::HTTP_RESENDS } = (attempt > 1).then(|| attempt - 1),
            { names::SERVER_ADDRESS } = to.server_address(),
            { names::SERVER_PORT } = to.server_port(),
            { names::ATTEMPT } = attempt,
            { names::HTTP_STATUS } = Empty,
            { names::OUTCOME } = Empty,
            { names::REQUEST_ID } = Empty,
            { names::RPC_STATUS } = Empty,
            { names::ERROR_TYPE } = Empty,
            { names::SPAN_STATUS } = Empty,
        ))
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
        self.0.record(names::ATTEMPTS, attempts);
    }

    /// Records the HTTP status of the response to an attempt.
    pub(crate) fn answered(&self, status: u16) {
        self.0.record(names::HTTP_STATUS, status);
    }

    /// Emits the event of a call that ended.
    pub(crate) fn call_ended(
        &self,
        result: Result<&str, &Error>,
        attempts: u32,
        stopwatch: &Stopwatch<'_>,
    ) {
        let Fields { outcome, code, error_type, request_id } = Fields::of(result);
        event!(
            parent: &self.0,
            Level::DEBUG,
            {
                { names::OUTCOME } = outcome,
                { names::RPC_STATUS } = code,
                { names::ERROR_TYPE } = error_type,
                { names::REQUEST_ID } = request_id,
                { names::ATTEMPTS } = attempts,
                { names::DURATION } = stopwatch.seconds()
            },
            "call ended"
        );
    }

    /// Emits the event of a request with parameters that the spec does not know, if it has any.
    pub(crate) fn extra_sent(&self, warnings: &Violations) {
        // Consists of names of letters and digits, and of indices.
        let parameters = warnings.extra_parameters().collect::<Vec<_>>().join(", ");
        if !parameters.is_empty() {
            event!(
                parent: &self.0,
                Level::WARN,
                { { names::PARAMETERS } = parameters },
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
        event!(
            parent: &self.0,
            Level::WARN,
            {
                { names::REQUEST_ID } = plain(&answer.request_id),
                { names::MISMATCH_COUNT } = count,
                { names::MISMATCHES } = mismatches
            },
            "answer does not fit its description"
        );
    }

    pub(crate) fn ended(&self, result: Result<&str, &Error>) {
        record(&self.0, result);
    }
}

/// Measures a duration, if anybody listens to events at all or to measurements.
pub(crate) struct Stopwatch<'a> {
    sleep: &'a dyn Sleep,
    start: Option<Duration>,
}

impl<'a> Stopwatch<'a> {
    #[inline]
    pub(crate) fn start(sleep: &'a dyn Sleep, is_measured: bool) -> Self {
        let is_heard = is_measured || tracing::enabled!(Level::WARN);
        Self { sleep, start: is_heard.then(|| sleep.elapsed()) }
    }

    /// Returns the time since the start, if it is measured.
    pub(crate) fn elapsed(&self) -> Option<Duration> {
        self.start.map(|start| self.sleep.elapsed().saturating_sub(start))
    }

    fn seconds(&self) -> Option<f64> {
        self.elapsed().map(|duration| duration.as_secs_f64())
    }
}

/// Emits the event of an attempt that failed; another follows after `pause`, if there is one.
pub(crate) fn attempt_failed(
    error: &Error,
    attempt: u32,
    stopwatch: &Stopwatch<'_>,
    pause: Option<Duration>,
) {
    let Fields { outcome, code, error_type, request_id } = Fields::of(Err(error));
    match pause.map(|pause| pause.as_secs_f64()) {
        Some(pause) => event!(
            Level::INFO,
            {
                { names::ATTEMPT } = attempt,
                { names::OUTCOME } = outcome,
                { names::RPC_STATUS } = code,
                { names::ERROR_TYPE } = error_type,
                { names::REQUEST_ID } = request_id,
                { names::DURATION } = stopwatch.seconds(),
                { names::PAUSE } = pause,
                { names::EXCEPTION_MESSAGE } = %error
            },
            "attempt failed, trying again"
        ),
        None => event!(
            Level::WARN,
            {
                { names::ATTEMPT } = attempt,
                { names::OUTCOME } = outcome,
                { names::RPC_STATUS } = code,
                { names::ERROR_TYPE } = error_type,
                { names::REQUEST_ID } = request_id,
                { names::DURATION } = stopwatch.seconds(),
                { names::EXCEPTION_MESSAGE } = %error
            },
            "attempt failed"
        ),
    }
}

/// Emits the event of a call that ended before an attempt of it was sent, or before the next one.
pub(crate) fn call_not_sent(error: &Error) {
    let Fields { outcome, code, error_type, request_id } = Fields::of(Err(error));
    event!(
        Level::WARN,
        {
            { names::OUTCOME } = outcome,
            { names::RPC_STATUS } = code,
            { names::ERROR_TYPE } = error_type,
            { names::REQUEST_ID } = request_id,
            { names::EXCEPTION_MESSAGE } = %error
        },
        "call not sent"
    );
}

/// Emits the event of an event of a stream with values that do not fit. A stream has one of these at most, the
/// first such event.
pub(crate) fn event_mismatched(
    action: &ActionTable,
    request_id: &str,
    mismatches: &[DecodeMismatch],
) {
    event!(
        Level::WARN,
        {
            { names::RPC_METHOD } = %QualifiedName(action),
            { names::REQUEST_ID } = plain(request_id),
            { names::MISMATCH_COUNT } = mismatches.len(),
            { names::MISMATCHES } = named(mismatches)
        },
        "event does not fit its description"
    );
}

/// Emits the event of a stream that ended by a failure.
pub(crate) fn stream_failed(action: &ActionTable, error: &Error) {
    let Fields { outcome, code, error_type, request_id } = Fields::of(Err(error));
    event!(
        Level::WARN,
        {
            { names::RPC_METHOD } = %QualifiedName(action),
            { names::STREAM_EVENTS } = error.events(),
            { names::OUTCOME } = outcome,
            { names::RPC_STATUS } = code,
            { names::ERROR_TYPE } = error_type,
            { names::REQUEST_ID } = request_id,
            { names::EXCEPTION_MESSAGE } = %error
        },
        "stream failed"
    );
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
pub(crate) fn list_exceeds_total(action: &ActionTable, total: u64, request_id: &str) {
    event!(
        Level::WARN,
        {
            { names::RPC_METHOD } = %QualifiedName(action),
            { names::TOTAL } = total,
            { names::REQUEST_ID } = plain(request_id)
        },
        "the list has more items than the service says"
    );
}

fn record(span: &Span, result: Result<&str, &Error>) {
    if span.is_disabled() {
        return;
    }
    let Fields { outcome, code, error_type, request_id } = Fields::of(result);
    span.record(names::OUTCOME, outcome);
    let others = [
        (names::RPC_STATUS, code),
        (names::ERROR_TYPE, error_type),
        (names::REQUEST_ID, request_id),
        (names::SPAN_STATUS, error_type.map(|_| "ERROR")),
    ];
    for (name, value) in others {
        if let Some(value) = value {
            span.record(name, value);
        }
    }
}

/// Fields by which a call, an attempt or a stream says how it ended.
struct Fields<'a> {
    outcome: &'static str,
    code: Option<&'a str>,
    error_type: Option<&'static str>,
    request_id: Option<&'a str>,
}

impl<'a> Fields<'a> {
    /// Returns the fields of a result. An id or a code that could forge a line of a log is left out.
    fn of(result: Result<&'a str, &'a Error>) -> Self {
        let (failure, request_id) = match result {
            Ok(request_id) => (None, Some(request_id)),
            Err(error) => (Some(error), error.request_id()),
        };
        Self {
            outcome: outcome_name(failure.map(Error::outcome)),
            code: failure.and_then(Error::code).and_then(plain),
            error_type: failure.map(Error::error_type),
            request_id: request_id.and_then(plain),
        }
    }
}

/// Action with its service, as the conventions name methods.
pub(crate) struct QualifiedName<'a>(pub(crate) &'a ActionTable);

impl fmt::Display for QualifiedName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.0.api.service, self.0.name)
    }
}

/// Returns the word for an outcome; a call that succeeded has none of the three.
pub(crate) fn outcome_name(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None => "done",
        Some(Outcome::NotSent) => "not sent",
        Some(Outcome::Rejected) => "rejected",
        Some(Outcome::Unknown) => "unknown",
    }
}

/// Returns a text, unless it could forge a line of a log.
fn plain(text: &str) -> Option<&str> {
    Some(text).filter(|text| is_plain(text))
}

fn is_plain(id: &str) -> bool {
    const MAX_LENGTH: usize = 128;
    !id.is_empty()
        && id.len() <= MAX_LENGTH
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
}

#[cfg(test)]
mod tests;
