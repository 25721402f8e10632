//! Pauses that an answer asks for.

use http::header::{DATE, RETRY_AFTER};

use super::*;
use crate::testing::scripted::with_header;

const NOW: &str = "Mon, 01 Jan 2024 00:00:00 GMT";

fn later(step: Step, value: &'static str) -> Step {
    with_header(step, RETRY_AFTER, value)
}

/// Runs a call of 60 s that meets one step; the time that it took, its error, and its attempts.
async fn timed(effect: Effect, step: Step) -> (Duration, Result<(), Error>, usize) {
    let start = Instant::now();
    let (result, attempts) = run(effect, [step]).await;
    (start.elapsed(), result, attempts)
}

/// Answers by which a server says that there are too many requests, or that it cannot answer now.
fn busy() -> [Step; 3] {
    [answer(429, "<html>"), answer(503, ""), rejected("RequestLimitExceeded")]
}

#[tokio::test(start_paused = true)]
async fn a_pause_lasts_as_long_as_the_answer_asks() {
    for effect in [Effect::Idempotent, Effect::Read] {
        for step in busy() {
            let dated = with_header(step.clone(), DATE, NOW);
            for step in [later(step, "20"), later(dated, "Mon, 01 Jan 2024 00:00:20 GMT")] {
                let (took, result, attempts) = timed(effect, step.clone()).await;
                result.unwrap();
                assert_eq!(attempts, 2);
                let late = took.checked_sub(SECOND * 20);
                assert!(late.is_some_and(|late| late < SECOND), "{effect:?} {step:?}: {took:?}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_is_longer_than_the_backoff_is_the_only_one_that_counts() {
    let script = Script::new([later(answer(503, ""), "1")]);
    let retry_policy = RetryPolicy::new().initial_backoff(SECOND * 8).max_backoff(SECOND * 8);
    let client = scripted::builder(&script).retry_policy(retry_policy).build().unwrap();
    let start = Instant::now();
    call(&client, Effect::Read).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 4, "half of eight, and not one more");
}

#[tokio::test(start_paused = true)]
async fn it_makes_nothing_resendable() {
    for step in [answer(429, "<html>"), answer(503, "")] {
        let (took, result, attempts) = timed(Effect::Create, later(step, "20")).await;
        let error = result.unwrap_err();
        assert_eq!((error.outcome(), attempts, took), (Outcome::Unknown, 1, Duration::ZERO));
        assert_eq!(error.retry_after(), Some(SECOND * 20));
    }
    let throttled = later(rejected("RequestLimitExceeded"), "20");
    let (took, result, attempts) = timed(Effect::Create, throttled).await;
    assert_eq!((result.is_ok(), attempts, took.as_secs()), (true, 2, 20));
    let refused = later(rejected("InvalidParameter"), "20");
    let (_, result, attempts) = timed(Effect::Read, refused).await;
    assert_eq!((result.unwrap_err().retry_after(), attempts), (None, 1));
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_the_call_has_no_time_for_ends_it_at_once() {
    for step in busy() {
        for value in ["60", "3600", "18446744073709551615", "Fri, 31 Dec 9999 23:59:59 GMT"] {
            let script = Script::new([later(with_header(step.clone(), DATE, NOW), value)]);
            let retry_policy = RetryPolicy::new().retry_budget(1);
            let client = scripted::builder(&script).retry_policy(retry_policy).build().unwrap();
            let start = Instant::now();
            let error = call(&client, Effect::Read).await.unwrap_err();
            assert_eq!((error.attempts(), start.elapsed()), (1, Duration::ZERO));
            let asked = error.retry_after().unwrap();
            assert!(asked >= SECOND * 60, "{asked:?}");
            let said = format!("asks for a pause of {} s", asked.as_secs());
            assert!(error.to_string().contains(&said), "{error}");
            // The retry that was not made costs nothing.
            script.then([Step::Refused]);
            call(&client, Effect::Read).await.unwrap();
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_asks_for_no_pause_is_ignored() {
    for value in ["", "-20", "soon", "20.5", "Sun, 31 Dec 2023 23:59:59 GMT"] {
        let step = later(with_header(answer(503, ""), DATE, NOW), value);
        let (took, result, attempts) = timed(Effect::Read, step).await;
        assert_eq!((result.is_ok(), attempts), (true, 2), "{value}");
        assert!(took < SECOND, "{value}: {took:?}");
    }
    // Another status does not say when.
    let (took, result, _) = timed(Effect::Read, later(answer(502, ""), "20")).await;
    assert!(result.is_ok() && took < SECOND, "{took:?}");
}
