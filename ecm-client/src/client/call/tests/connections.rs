//! Connections that are used again, and those that are not.

use super::*;
use crate::testing::scripted::DONE;

/// Makes a call that meets one step; says how often it poisoned a connection.
async fn poisoned(effect: Effect, step: Step) -> usize {
    let script = Script::new([step]);
    let client = scripted::builder(&script).build().unwrap();
    let _ = call(&client, effect).await;
    script.poisoned()
}

#[tokio::test(start_paused = true)]
async fn a_transient_fault_poisons_its_connection_once() {
    for step in [
        answer(500, "<html>"),
        answer(502, ""),
        answer(503, DONE),
        answer(599, "<html>"),
        answer(408, "<html>"),
        answer(421, "<html>"),
        answer(204, ""),
        answer(200, ""),
        answer(200, "<html>"),
        answer(200, r#"{"Response": {"Ids": ["ein-"#),
        answer(200, r#"{"Other": 1}"#),
        answer(200, r#"{"Response": 1}"#),
        rejected("InternalError"),
        rejected("InternalError.TimedOut"),
        rejected("ServiceUnavailable"),
    ] {
        for effect in EFFECTS {
            assert_eq!(poisoned(effect, step.clone()).await, 1, "{effect:?} after {step:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn any_other_answer_keeps_it() {
    for step in [
        answer(200, DONE),
        answer(302, ""),
        answer(403, "<html>"),
        answer(413, "<html>"),
        answer(429, "<html>"),
        rejected("InvalidParameter"),
        rejected("RequestLimitExceeded"),
        rejected("AuthFailure.SignatureExpire"),
        rejected("AuthFailure.TokenFailure"),
        rejected("FailedOperation.New"),
        rejected("NeverHeardOf"),
    ] {
        for effect in EFFECTS {
            assert_eq!(poisoned(effect, step.clone()).await, 0, "{effect:?} after {step:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_too_large_poisons_its_connection() {
    let script = Script::default();
    let client = scripted::builder(&script).max_response_size(10).build().unwrap();
    call(&client, Effect::Create).await.unwrap_err();
    assert_eq!(script.poisoned(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_refuses_the_size_of_a_request_is_asked_once() {
    for status in [413, 414, 431] {
        for effect in EFFECTS {
            let (result, attempts) = run(effect, vec![answer(status, "<html>"); 3]).await;
            let error = result.unwrap_err();
            let expected = (1, Outcome::Unknown, RetryAdvice::Never);
            assert_eq!((attempts, error.outcome(), error.retry()), expected, "{status} {effect:?}");
            let text = error.to_string();
            assert!(text.contains("takes no request that large"), "{text}");
            let doubt = match effect {
                Effect::Create => "do not send it again before looking",
                Effect::Idempotent | Effect::Read => "make the request smaller",
            };
            assert!(text.contains(doubt), "{text}");
        }
    }
}
