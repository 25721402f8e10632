//! Limiters of the user: asked before each attempt, told of throttling.

use std::future::pending;

use super::*;
use crate::testing::scripted::{self, Script, Step, call, done, rejected};
use crate::{BoxFuture, LimitedAttempt, RateLimiter, RateLimiterError};

/// Method, action, limit and time left.
type Heard = (&'static str, String, u32, Duration);

/// Limiter that writes down what it hears, and gives no slot where a test says so.
#[derive(Clone, Default)]
struct Slots {
    /// Attempt that gets no slot, counted from 1.
    failing: usize,
    is_late: bool,
    hangs: bool,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Slots {
    fn hear(&self, what: &'static str, attempt: LimitedAttempt<'_>) -> usize {
        let mut heard = self.heard.lock().unwrap();
        let name = format!("{} {}", attempt.service, attempt.action);
        heard.push((what, name, attempt.per_second, attempt.time_left));
        heard.iter().filter(|(what, ..)| *what == "wait").count()
    }
}

impl RateLimiter for Slots {
    fn wait<'a>(
        &'a self,
        attempt: LimitedAttempt<'a>,
    ) -> BoxFuture<'a, Result<(), RateLimiterError>> {
        Box::pin(async move {
            let number = self.hear("wait", attempt);
            if self.hangs {
                return pending().await;
            }
            tokio::time::sleep(SECOND).await;
            match number == self.failing {
                true if self.is_late => Err(RateLimiterError::DeadlineExceeded),
                true => Err(RateLimiterError::failed("the database is gone")),
                false => Ok(()),
            }
        })
    }

    fn throttled<'a>(&'a self, attempt: LimitedAttempt<'a>) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            self.hear("throttled", attempt);
            if self.hangs {
                pending::<()>().await;
            }
        })
    }
}

fn limited(script: &Script, slots: &Slots) -> crate::Client {
    scripted::builder(script).rate_limit(true).rate_limiter(slots.clone()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn each_attempt_waits_and_throttling_is_told() {
    let script = Script::new([Step::Refused, rejected("RequestLimitExceeded"), done()]);
    let slots = Slots::default();
    call(&limited(&script, &slots), Effect::Create).await.unwrap();
    let heard = slots.heard.lock().unwrap().clone();
    let whats: Vec<_> = heard.iter().map(|(what, ..)| *what).collect();
    assert_eq!(whats, ["wait", "wait", "throttled", "wait"]);
    let names: Vec<_> = heard.iter().map(|(_, name, per_second, _)| (name, per_second)).collect();
    assert!(names.iter().all(|heard| *heard == names[0] && *heard.1 == 20), "{names:?}");
    let left: Vec<_> = heard.iter().map(|(_, _, _, left)| *left).collect();
    assert_eq!(left[0], SECOND * 60);
    assert!(left.windows(2).all(|pair| pair[1] < pair[0] || pair[0] == SECOND * 60), "{left:?}");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_without_a_slot_is_not_sent() {
    for (failing, sent, outcome) in [(1, 0, Outcome::NotSent), (2, 1, Outcome::Rejected)] {
        for is_late in [false, true] {
            let script = Script::new([rejected("RequestLimitExceeded")]);
            let slots = Slots { failing, is_late, ..Slots::default() };
            let error = call(&limited(&script, &slots), Effect::Create).await.unwrap_err();
            assert_eq!((script.attempts(), error.outcome()), (sent, outcome), "{error}");
            let text = match (failing, is_late) {
                (2, _) => "RequestLimitExceeded",
                (_, false) => "was not sent: the rate limiter gave no slot: the database is gone",
                (_, true) => "waiting for its turn under the rate limit",
            };
            assert!(error.to_string().contains(text), "{error}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_limiter_that_never_answers_ends_with_the_deadline() {
    let script = Script::default();
    let slots = Slots { hangs: true, ..Slots::default() };
    let start = Instant::now();
    let error = call(&limited(&script, &slots), Effect::Create).await.unwrap_err();
    assert_eq!((script.attempts(), error.outcome()), (0, Outcome::NotSent));
    assert!(error.is_timeout() && start.elapsed() <= SECOND * 61, "{error}");
    assert!(error.to_string().contains("its turn under the rate limit"), "{error}");
    // Told of throttling, it hangs as well.
    let limiter = crate::rate::Limiters::new(Some(Arc::new(slots)));
    let limiter = limiter.of(&crate::testing::records::ACTION).unwrap();
    let sleep = crate::TokioSleep::new();
    let deadline = crate::clock::Deadline::after(&sleep, SECOND);
    limiter.throttled(&sleep, &deadline).await;
    assert_eq!(deadline.left(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_client_without_limits_asks_no_limiter() {
    let (script, slots) = (Script::default(), Slots::default());
    let builder = scripted::builder(&script).rate_limiter(slots.clone()).rate_limit(false);
    call(&builder.build().unwrap(), Effect::Create).await.unwrap();
    assert_eq!(slots.heard.lock().unwrap().len(), 0);
}
