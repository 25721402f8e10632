//! Hooks: each attempt is asked for, and signed with the time that the hook was given.

use std::future::pending;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use super::*;
use crate::testing::scripted::{self, Script, Step, call, dated, done, rejected};
use crate::{AttemptHook, BoxFuture, PlannedAttempt};

type Answer = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// Host, time of the signature and secret id.
type Planned = (String, i64, Option<String>);

/// Hook that writes down what it is asked, and answers after a while.
#[derive(Clone, Default)]
struct Journal {
    /// Attempt that is refused, counted from 1.
    refused: usize,
    hangs: bool,
    planned: Arc<Mutex<Vec<Planned>>>,
    dates: Arc<Mutex<Vec<SystemTime>>>,
}

impl AttemptHook for Journal {
    fn before_attempt<'a>(&'a self, attempt: PlannedAttempt<'a>) -> BoxFuture<'a, Answer> {
        Box::pin(async move {
            if self.hangs {
                return pending().await;
            }
            tokio::time::sleep(SECOND).await;
            let secret_id = attempt.secret_id.map(str::to_owned);
            let mut planned = self.planned.lock().unwrap();
            planned.push((attempt.host.to_owned(), attempt.signing_time, secret_id));
            if planned.len() == self.refused { Err("the journal is full".into()) } else { Ok(()) }
        })
    }

    fn on_date(&self, date: SystemTime) {
        self.dates.lock().unwrap().push(date);
    }
}

/// Clock that is 100 seconds later each time.
fn moving_clock() -> impl Fn() -> SystemTime + Send + Sync {
    let seconds = AtomicU32::new(0);
    move || {
        let later = u64::from(seconds.fetch_add(100, Ordering::Relaxed));
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_551_113_065 + later)
    }
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_signed_with_the_time_that_the_hook_was_given() {
    let (script, journal) = (Script::new([Step::Refused]), Journal::default());
    let client = scripted::builder(&script).clock(moving_clock()).build().unwrap();
    call(&client.with_attempt_hook(journal.clone()), Effect::Create).await.unwrap();
    let planned = journal.planned.lock().unwrap().clone();
    let times: Vec<String> = planned.iter().map(|(_, time, _)| time.to_string()).collect();
    assert_eq!((times.len(), &times), (2, &script.header("x-tc-timestamp")));
    let (host, _, secret_id) = &planned[0];
    assert_eq!(secret_id.as_deref(), Some("AKIDidididid"));
    assert!(host.ends_with(":443"), "{host}");
    // The client that the clone was made of has no hook.
    call(&client, Effect::Create).await.unwrap();
    assert_eq!((script.attempts(), journal.planned.lock().unwrap().len()), (3, 2));
}

#[tokio::test(start_paused = true)]
async fn what_the_hook_refuses_is_not_sent() {
    for (refused, sent, outcome) in [(1, 0, Outcome::NotSent), (2, 1, Outcome::Rejected)] {
        let script = Script::new([rejected("RequestLimitExceeded")]);
        let client = scripted::builder(&script).build().unwrap();
        let client = client.with_attempt_hook(Journal { refused, ..Journal::default() });
        let error = call(&client, Effect::Create).await.unwrap_err();
        assert_eq!((script.attempts(), error.outcome()), (sent, outcome), "{error}");
        assert_eq!(error.to_string().contains("the journal is full"), refused == 1, "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_never_answers_ends_with_the_deadline() {
    let script = Script::default();
    let client = scripted::builder(&script).build().unwrap();
    let client = client.with_attempt_hook(Journal { hangs: true, ..Journal::default() });
    let error = call(&client, Effect::Create).await.unwrap_err();
    assert_eq!((script.attempts(), error.outcome()), (0, Outcome::NotSent));
    assert!(error.to_string().contains("hook"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_hook_hears_the_date_of_every_answer() {
    let (first, second) = ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:38 GMT");
    let throttled = dated(rejected("RequestLimitExceeded"), first);
    let script = Script::new([throttled, dated(done(), second)]);
    let journal = Journal::default();
    let client = scripted::builder(&script).build().unwrap();
    call(&client.with_attempt_hook(journal.clone()), Effect::Create).await.unwrap();
    let date = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    assert_eq!(*journal.dates.lock().unwrap(), [date(784_111_777), date(784_111_778)]);
}
