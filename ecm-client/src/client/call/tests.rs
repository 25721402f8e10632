//! Attempts: what is sent again, and what is known in the end.

mod connections;
mod hook;
mod limiter;
mod pauses;
mod signing;

use std::sync::Mutex;

use tokio::time::Instant;

use super::*;
use crate::RetryPolicy;
use crate::testing::scripted::{self, Script, Step, answer, call, rejected};

const SECOND: Duration = Duration::from_secs(1);
const EFFECTS: [Effect; 3] = [Effect::Create, Effect::Idempotent, Effect::Read];

async fn run(effect: Effect, steps: impl IntoIterator<Item = Step>) -> (Result<(), Error>, usize) {
    let script = Script::new(steps);
    let client = scripted::builder(&script).build().unwrap();
    let result = call(&client, effect).await.map(|_| ());
    (result, script.attempts())
}

#[tokio::test(start_paused = true)]
async fn what_did_nothing_is_sent_again_whatever_the_effect() {
    for effect in EFFECTS {
        for step in [
            Step::Refused,
            Step::Hang { begun: false },
            rejected("RequestLimitExceeded"),
            rejected("RequestLimitExceeded.UinLimitExceeded"),
        ] {
            let (result, attempts) = run(effect, [step.clone()]).await;
            let expected = match (&step, effect) {
                // It took all the time that a call has.
                (Step::Hang { .. }, Effect::Create) => 1,
                _ => 2,
            };
            assert_eq!(attempts, expected, "{effect:?} after {step:?}");
            assert_eq!(result.is_ok(), expected == 2, "{effect:?} after {step:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_done_something_is_sent_again_only_if_that_does_no_harm() {
    for step in [
        Step::Broken,
        Step::Hang { begun: true },
        rejected("InternalError"),
        rejected("InternalError.New"),
        rejected("InternalServerError"),
        rejected("LimitExceeded.RateLimitExceeded"),
        rejected("FailedOperation.RequestLimit"),
        rejected("LimitExceeded.FreqCtrl"),
        rejected("RequestLimitExceeded.SomethingNew"),
        answer(502, "<html>"),
        answer(500, scripted::DONE),
        answer(307, ""),
        answer(200, "<html>"),
        answer(200, ""),
        answer(200, "null"),
        answer(200, r#"{"Response": {"Ids": ["a"]}, "Response": {}}"#),
    ] {
        let (result, attempts) = run(Effect::Create, [step.clone()]).await;
        let error = result.unwrap_err();
        assert_eq!((attempts, error.attempts()), (1, 1), "{step:?}");
        assert_ne!(error.outcome(), Outcome::NotSent, "{step:?}");
        for effect in [Effect::Idempotent, Effect::Read] {
            let (result, attempts) = run(effect, [step.clone()]).await;
            assert_eq!((result.is_ok(), attempts), (true, 2), "{effect:?} after {step:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_refused_for_good_is_not_sent_again() {
    for effect in EFFECTS {
        for code in [
            "InvalidParameter",
            "ResourceInUse.X",
            "AuthFailure.SignatureFailure",
            "New",
            "LimitExceeded.VcpuLimitExceeded",
            "InvalidParameterValue.AddressQuotaLimitExceeded",
        ] {
            let (result, attempts) = run(effect, [rejected(code)]).await;
            let error = result.unwrap_err();
            assert_eq!((error.code(), attempts), (Some(code), 1));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_have_an_end_and_the_error_counts_them() {
    let start = Instant::now();
    let (result, attempts) = run(Effect::Create, vec![Step::Refused; 9]).await;
    let error = result.unwrap_err();
    assert_eq!((attempts, error.attempts(), error.outcome()), (3, 3, Outcome::NotSent));
    assert!(error.to_string().ends_with("It was the last of 3 attempts."), "{error}");
    assert!(start.elapsed() > Duration::ZERO && start.elapsed() < SECOND, "pauses are made");

    let script = Script::new(vec![Step::Refused; 9]);
    let client = scripted::builder(&script).retry_policy(RetryPolicy::disabled()).build().unwrap();
    assert_eq!(call(&client, Effect::Read).await.unwrap_err().attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_worst_of_all_attempts_is_the_outcome() {
    let refused = || rejected("InvalidParameter");
    for (effect, steps, outcome, code, attempts) in [
        (Effect::Idempotent, vec![Step::Broken, refused()], Outcome::Unknown, true, 2),
        (
            Effect::Idempotent,
            vec![Step::Broken, Step::Refused, refused()],
            Outcome::Unknown,
            true,
            3,
        ),
        (
            Effect::Idempotent,
            vec![Step::Broken, Step::Refused, Step::Refused],
            Outcome::Unknown,
            false,
            3,
        ),
        (Effect::Idempotent, vec![Step::Refused, refused()], Outcome::Rejected, true, 2),
        (Effect::Read, vec![Step::Broken, refused()], Outcome::Rejected, true, 2),
        (
            Effect::Read,
            vec![Step::Broken, Step::Refused, Step::Refused],
            Outcome::Unknown,
            false,
            3,
        ),
        (Effect::Create, vec![Step::Refused, Step::Broken], Outcome::Unknown, false, 2),
        (Effect::Create, vec![Step::Refused, refused()], Outcome::Rejected, true, 2),
    ] {
        let (result, _) = run(effect, steps.clone()).await;
        let error = result.unwrap_err();
        assert_eq!(error.outcome(), outcome, "{effect:?} {steps:?}: {error}");
        assert_eq!(error.code().is_some(), code, "{effect:?} {steps:?}: {error}");
        assert_eq!(error.attempts(), attempts, "{effect:?} {steps:?}: {error}");
        let text = error.to_string();
        assert!(outcome != Outcome::Unknown || !text.contains("Nothing was"), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_an_attempt_left_in_the_response_is_gone_before_the_next() {
    let half = answer(200, r#"{"Response": {"Main": {"Id": "ab"}, "Ids": ["#);
    let script = Script::new([half]);
    let client = scripted::builder(&script).build().unwrap();
    let response = call(&client, Effect::Read).await.unwrap();
    assert_eq!(response.ids, Some(vec!["ein-1".to_owned()]));
    assert!(response.main.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_by_its_deadline_with_what_is_known() {
    for (effect, steps, outcome, attempts) in [
        (Effect::Create, vec![Step::Hang { begun: true }], Outcome::Unknown, 1),
        (Effect::Create, vec![Step::Hang { begun: false }], Outcome::NotSent, 1),
        (Effect::Idempotent, vec![Step::Hang { begun: true }; 9], Outcome::Unknown, 2),
        (Effect::Read, vec![Step::Hang { begun: false }; 9], Outcome::NotSent, 2),
    ] {
        let script = Script::new(steps);
        let client = scripted::builder(&script).timeout(SECOND * 10).build().unwrap();
        let start = Instant::now();
        let error = call(&client, effect).await.unwrap_err();
        assert_eq!((error.outcome(), error.attempts()), (outcome, attempts), "{error}");
        assert!(error.is_timeout(), "{error}");
        let late = start.elapsed().saturating_sub(SECOND * 10);
        assert!(late <= Duration::from_millis(2), "{late:?} after the deadline");
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_given_up_before_anything_left_is_made_again() {
    let script = Script::new([Step::Hang { begun: false }]);
    let client = scripted::builder(&script).attempt_timeout(SECOND).build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    assert_eq!(script.attempts(), 2);
    script.then([Step::Hang { begun: true }]);
    let error = call(&client, Effect::Create).await.unwrap_err();
    assert_eq!((error.outcome(), error.attempts()), (Outcome::Unknown, 1));
}

/// A transport whose first request is never sent, and that notes when it begins and drops requests.
#[derive(Clone, Default)]
struct Late(Arc<Mutex<Vec<(&'static str, Instant)>>>);

impl Late {
    fn note(&self, what: &'static str) {
        self.0.lock().unwrap().push((what, Instant::now()));
    }
}

struct InFlight(Late);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.note("dropped");
    }
}

impl crate::Transport for Late {
    fn send(
        &self,
        request: crate::SignedRequest,
    ) -> crate::BoxFuture<'_, Result<HttpResponse, crate::TransportError>> {
        let is_first = self.0.lock().unwrap().is_empty();
        self.note("begun");
        let in_flight = InFlight(self.clone());
        Box::pin(async move {
            request.progress().start_tracking();
            if is_first {
                std::future::pending::<()>().await;
            }
            drop(in_flight);
            Ok(HttpResponse::new(200, scripted::DONE))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_given_up_cannot_leave_any_more() {
    let transport = Late::default();
    let builder = scripted::builder(&Script::default()).transport(transport.clone());
    let client = builder.attempt_timeout(SECOND).build().unwrap();
    let start = Instant::now();
    call(&client, Effect::Create).await.unwrap();
    let notes = transport.0.lock().unwrap();
    let notes: Vec<_> = notes.iter().map(|(what, at)| (*what, *at - start)).collect();
    let [(_, began), (what, dropped), (_, began_again), _] = *notes else { panic!("{notes:?}") };
    // Dropped when its time is over, before it is judged: not after the pause that follows.
    assert_eq!((what, began, dropped), ("dropped", Duration::ZERO, SECOND));
    assert!(began_again > SECOND, "{notes:?}");
}

#[tokio::test(start_paused = true)]
async fn the_budget_is_shared_by_clones() {
    let script = Script::new(vec![Step::Refused; 99]);
    let retry_policy = RetryPolicy::new().retry_budget(3);
    let client = scripted::builder(&script).retry_policy(retry_policy).build().unwrap();
    let mut attempts = Vec::new();
    for client in [client.clone(), client.with_region("a"), client] {
        attempts.push(call(&client, Effect::Read).await.unwrap_err().attempts());
    }
    assert_eq!(attempts, [3, 2, 1]);
}

#[tokio::test(start_paused = true)]
async fn clones_share_the_rate_and_waiting_ends_by_the_deadline() {
    let script = Script::default();
    let builder = scripted::builder(&script).rate_limit(true).timeout(SECOND);
    let client = builder.build().unwrap();
    let moments = Arc::new(Mutex::new(Vec::new()));
    let start = Instant::now();
    let tasks: Vec<_> = (0..40)
        .map(|number| {
            let client = client.with_region(format!("ap-{number}"));
            let moments = Arc::clone(&moments);
            tokio::spawn(async move {
                let result = call(&client, Effect::Create).await;
                moments.lock().unwrap().push(start.elapsed());
                result.err()
            })
        })
        .collect();
    let mut late = Vec::new();
    for task in tasks {
        late.extend(task.await.unwrap());
    }
    assert_eq!((script.attempts(), late.len()), (20, 20));
    assert!(late.iter().all(|error| error.outcome() == Outcome::NotSent && error.is_timeout()));
    assert!(late[0].to_string().contains("its turn under the rate limit"), "{}", late[0]);
    assert!(moments.lock().unwrap().iter().all(|moment| *moment <= SECOND + SECOND / 100));
}

#[tokio::test(start_paused = true)]
async fn throttling_leaves_the_service_a_second() {
    let script = Script::new([rejected("RequestLimitExceeded")]);
    let client = scripted::builder(&script).rate_limit(true).build().unwrap();
    let start = Instant::now();
    call(&client, Effect::Create).await.unwrap();
    assert!(start.elapsed() >= SECOND, "{:?}", start.elapsed());
    assert_eq!(script.attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_call_may_be_dropped_anywhere() {
    let script = Script::default();
    let builder = scripted::builder(&script).rate_limit(true);
    let client = builder.build().unwrap();
    for millis in 0..200 {
        script.then([
            Step::Refused,
            rejected("RequestLimitExceeded"),
            scripted::after(Duration::from_millis(20), scripted::done()),
        ]);
        let call = pin!(call(&client, Effect::Create));
        let _ = crate::clock::timeout(
            &crate::TokioSleep::new(),
            || Duration::from_millis(millis * 9),
            call,
        )
        .await;
    }
    script.clear();
    let before = script.attempts();
    call(&client, Effect::Create).await.unwrap();
    assert_eq!(script.attempts(), before + 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_may_be_dropped_after_any_poll() {
    let script = Script::default();
    let client = scripted::builder(&script).rate_limit(true).build().unwrap();
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let mut polls = 0;
    loop {
        script.clear();
        script.then([
            Step::Refused,
            rejected("RequestLimitExceeded"),
            scripted::after(Duration::from_millis(20), scripted::done()),
        ]);
        let mut dropped = Box::pin(call(&client, Effect::Create));
        let mut is_done = false;
        for _ in 0..polls {
            is_done = is_done || dropped.as_mut().poll(&mut context).is_ready();
            tokio::time::advance(Duration::from_millis(7)).await;
        }
        drop(dropped);
        script.clear();
        let before = script.attempts();
        call(&client, Effect::Create).await.unwrap();
        assert_eq!(script.attempts(), before + 1, "after {polls} polls");
        if is_done {
            break;
        }
        polls += 1;
    }
    assert!(polls > 100, "{polls} polls are fewer than there are places to stop at");
}

#[tokio::test(start_paused = true)]
async fn a_transport_of_ones_own_is_held_to_the_largest_size() {
    let script = Script::default();
    let client = scripted::builder(&script).max_response_size(10).build().unwrap();
    let error = call(&client, Effect::Create).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert!(error.to_string().contains("larger than the 10 bytes"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn the_program_is_named_beside_the_client() {
    let script = Script::default();
    let client = scripted::builder(&script).user_agent("app/1.0").build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    for name in ["user-agent", "x-tc-requestclient"] {
        let user_agent = script.header(name).remove(0);
        assert!(
            user_agent.starts_with("ecm-client/") && user_agent.ends_with(" app/1.0"),
            "{user_agent}"
        );
    }
    assert!(scripted::builder(&script).user_agent("a\nb").build().is_err());
}
