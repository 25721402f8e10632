//! Measurements of scripted calls.

#[cfg(feature = "metrics")]
mod facade;

use std::sync::{Arc, Mutex};

use http::header::CONTENT_TYPE;

use super::*;
use crate::testing::records::{Chat, Lamp, SwitchOn, switch_on};
use crate::testing::scripted::{
    self, DONE, Script, Step, after, answer, call, rejected, with_header,
};
use crate::{Client, Effect};

const MS: Duration = Duration::from_millis(1);

/// Receiver that writes everything down.
#[derive(Clone, Default)]
struct Log {
    calls: Arc<Mutex<Vec<CallMetrics>>>,
    attempts: Arc<Mutex<Vec<AttemptMetrics>>>,
    waits: Arc<Mutex<Vec<Duration>>>,
}

impl Metrics for Log {
    fn call_ended(&self, call: &CallMetrics) {
        assert_eq!((call.service, call.action.is_empty()), ("lamp", false));
        self.calls.lock().unwrap().push(*call);
    }

    fn attempt_ended(&self, attempt: &AttemptMetrics) {
        assert_eq!((attempt.service, attempt.action.is_empty()), ("lamp", false));
        self.attempts.lock().unwrap().push(*attempt);
    }

    fn rate_limit_waited(&self, wait: &RateLimitMetrics) {
        assert_eq!((wait.service, wait.action), ("lamp", "SwitchOn"));
        self.waits.lock().unwrap().push(wait.duration);
    }
}

/// Measurements of a call: outcome, class, category, attempts and duration.
type Ended = (Option<Outcome>, Option<&'static str>, Option<ErrorCategory>, u32, Duration);

/// Measurements of an attempt: number, class, status, size of the response and duration.
type AttemptEnded = (u32, Option<&'static str>, Option<u16>, Option<u64>, Duration);

impl Log {
    fn client(&self, script: &Script) -> Client {
        scripted::builder(script).metrics(self.clone()).build().unwrap()
    }

    /// Takes the measurements of the only call.
    fn call(&self) -> Ended {
        let mut calls = self.calls.lock().unwrap();
        assert_eq!(calls.len(), 1, "{calls:?}");
        let CallMetrics { outcome, error_type, category, attempts, duration, .. } =
            calls.pop().unwrap();
        (outcome, error_type, category, attempts, duration)
    }

    /// Takes the measurements of each attempt.
    fn attempts(&self) -> Vec<AttemptEnded> {
        let attempts = std::mem::take(&mut *self.attempts.lock().unwrap());
        let parts = attempts.iter().map(|one| {
            assert!(one.request_size > 10, "{one:?}");
            assert_eq!(one.outcome.is_some(), one.error_type.is_some());
            (one.attempt, one.error_type, one.status, one.response_size, one.duration)
        });
        parts.collect()
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_and_each_of_its_attempts_are_measured() {
    let (log, script) = (Log::default(), Script::default());
    let client = log.client(&script);
    let done = answer(200, DONE);
    let size = Some(DONE.len() as u64);
    script.then([after(MS * 100, done.clone())]);
    call(&client, Effect::Create).await.unwrap();
    assert_eq!(log.call(), (None, None, None, 1, MS * 100));
    assert_eq!(log.attempts(), [(1, None, Some(200), size, MS * 100)]);

    // The pause between attempts, half of 250 ms, counts for the call alone.
    script.then([after(MS * 30, rejected("RequestLimitExceeded")), after(MS * 20, done)]);
    call(&client, Effect::Create).await.unwrap();
    assert_eq!(log.call(), (None, None, None, 2, MS * 175));
    let attempts = log.attempts();
    assert_eq!((attempts[0].0, attempts[0].1), (1, Some("RequestLimitExceeded")));
    assert_eq!((attempts[0].2, attempts[0].4), (Some(200), MS * 30));
    assert_eq!(attempts[1..], [(2, None, Some(200), size, MS * 20)]);
}

#[tokio::test(start_paused = true)]
async fn failures_have_an_outcome_and_a_class_of_a_limited_number() {
    let (log, script) = (Log::default(), Script::default());
    let client = log.client(&script);
    let (rejection, unknown) = (Some(Outcome::Rejected), Some(Outcome::Unknown));
    let auth = Some(ErrorCategory::AuthFailure);
    for (step, outcome, kind, category, status) in [
        (
            rejected("AuthFailure.SignatureFailure"),
            rejection,
            "AuthFailure.SignatureFailure",
            auth,
            Some(200),
        ),
        // A spec does not list it, and it quotes a key.
        (rejected("Odd.keykeykeykey"), rejection, "_OTHER", Some(ErrorCategory::Other), Some(200)),
        (Step::Broken, unknown, "connection", None, None),
        (answer(503, "busy"), unknown, "http_status", None, Some(503)),
        (answer(200, "{"), unknown, "malformed_response", None, Some(200)),
    ] {
        script.then([step]);
        call(&client, Effect::Create).await.unwrap_err();
        assert_eq!(log.call(), (outcome, Some(kind), category, 1, Duration::ZERO));
        let attempts = log.attempts();
        assert_eq!((attempts.len(), attempts[0].1, attempts[0].2), (1, Some(kind), status));
    }
    let client = scripted::builder(&script).metrics(log.clone()).attempt_timeout(MS * 40);
    script.then([Step::Hang { begun: true }]);
    call(&client.build().unwrap(), Effect::Create).await.unwrap_err();
    assert_eq!(log.call(), (unknown, Some("timeout"), None, 1, MS * 40));
    assert_eq!(log.attempts(), [(1, Some("timeout"), None, None, MS * 40)]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_not_sent_is_measured_and_an_invalid_request_is_not() {
    let (log, script) = (Log::default(), Script::default());
    script.then([Step::Refused, Step::Refused, Step::Refused]);
    let client = log.client(&script);
    call(&client, Effect::Create).await.unwrap_err();
    let (outcome, kind, _, attempts, _) = log.call();
    assert_eq!((outcome, kind, attempts), (Some(Outcome::NotSent), Some("connect"), 3));
    assert_eq!(log.attempts().iter().filter(|one| one.1 == Some("connect")).count(), 3);
    let lamp = Lamp { id: Some("longer than four".to_owned()), ..Lamp::default() };
    let broken = SwitchOn { lamps: Some(vec![lamp]), ..switch_on() };
    assert!(client.send(&broken).await.unwrap_err().violations().is_some());
    assert!(log.calls.lock().unwrap().is_empty() && log.attempts().is_empty());
}

#[tokio::test(start_paused = true)]
async fn waits_for_the_limiter_are_measured_where_there_were_any() {
    let (log, script) = (Log::default(), Script::default());
    let limited = || scripted::builder(&script).rate_limit(true).metrics(log.clone());
    let client = limited().build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    assert!(log.waits.lock().unwrap().is_empty());
    call(&client, Effect::Create).await.unwrap();
    let waits = std::mem::take(&mut *log.waits.lock().unwrap());
    assert!(waits.len() == 1 && waits[0] > MS * 50 && waits[0] < MS * 55, "{waits:?}");
    assert_eq!(log.calls.lock().unwrap()[1].duration, waits[0]);
    // One that the deadline ends is a wait as well.
    log.calls.lock().unwrap().clear();
    let client = limited().timeout(MS * 20).build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    log.calls.lock().unwrap().clear();
    call(&client, Effect::Create).await.unwrap_err();
    let not_sent = Some(Outcome::NotSent);
    assert_eq!(log.call(), (not_sent, Some("deadline_exceeded"), None, 0, MS * 20));
    assert_eq!(*log.waits.lock().unwrap(), [MS * 20]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_opens_a_stream_ends_with_its_first_event() {
    let (log, script) = (Log::default(), Script::default());
    let first = r#"{"Text": "a"}"#;
    let body = format!("data: {first}\n\ndata: {{\"Text\": \"b\"}}\n\ndata: broken\n\n");
    script.then([with_header(
        after(MS * 7, answer(200, &body)),
        CONTENT_TYPE,
        "text/event-stream",
    )]);
    let client = log.client(&script);
    let mut stream = client.stream(&Chat::default()).await.unwrap();
    let mut failures = 0;
    while let Some(event) = stream.next().await {
        failures += usize::from(event.is_err());
    }
    assert_eq!(failures, 1);
    assert_eq!(log.call(), (None, None, None, 1, MS * 7));
    assert_eq!(log.attempts(), [(1, None, Some(200), Some(first.len() as u64), MS * 7)]);
}
