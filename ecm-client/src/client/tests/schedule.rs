//! Random faults in random order, by seed: never two commits for one create call, and the outcome is
//! true.
//!
//! `ECM_SCHEDULES` sets how many schedules are run, `ECM_SEED` the first seed.

use std::future::pending;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::header::DATE;
use http::{HeaderMap, HeaderValue};
use tokio::time::{Instant, sleep, timeout};

use crate::Client;
use crate::request_body::BodySource;
use crate::testing::records::{SwitchOnResponse, switch_on};
use crate::testing::scripted;
use crate::testing::scripted::{DONE, action, rejected};
use crate::{
    BoxFuture, Credentials, CredentialsError, CredentialsProvider, Effect, Error, HttpResponse,
    Jitter, Outcome, RetryPolicy, SignedRequest, Transport, TransportError,
};

/// A service whose every attempt is struck by another fault, and what it has committed.
#[derive(Clone)]
struct Service(Arc<Simulation>);

struct Simulation {
    chance: Mutex<fastrand::Rng>,
    // One entry per commit: the call's number, as its request says it.
    commits: Mutex<Vec<i64>>,
    // Requests that are being answered.
    open: AtomicUsize,
}

/// Counts a request as open for as long as it lives.
struct InFlightGuard(Arc<Simulation>);

impl Drop for InFlightGuard {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Service {
    fn below(&self, limit: u64) -> u64 {
        self.0.chance.lock().unwrap_or_else(PoisonError::into_inner).u64(0..limit)
    }

    fn commit(&self, request: &SignedRequest) {
        let body: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
        self.0.commits.lock().unwrap().push(body["Count"].as_i64().unwrap());
    }

    fn commits(&self, call: i64) -> usize {
        self.0.commits.lock().unwrap().iter().filter(|commit| **commit == call).count()
    }

    async fn strike(&self, request: SignedRequest) -> Result<HttpResponse, TransportError> {
        self.0.open.fetch_add(1, Ordering::SeqCst);
        let _open = InFlightGuard(Arc::clone(&self.0));
        let progress = request.progress().clone();
        let fault = self.below(18);
        if fault != 0 {
            progress.start_tracking();
        }
        sleep(Duration::from_millis(self.below(1_500))).await;
        match fault {
            1 => return Err(TransportError::not_sent(&io::Error::other("refused"))),
            2 => pending::<()>().await,
            _ => drop(progress.mark_started()),
        }
        sleep(Duration::from_millis(self.below(1_500))).await;
        let lost = || Err(TransportError::unknown(&io::Error::other("reset")));
        let said = |code| {
            let scripted::Step::Answer { body, .. } = rejected(code) else { unreachable!() };
            let date = HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT");
            Ok(HttpResponse::new(200, body).with_headers(HeaderMap::from_iter([(DATE, date)])))
        };
        match fault {
            3 => return lost(),
            4 => pending::<()>().await,
            5 => return Ok(HttpResponse::new(502, "<html>")),
            6 => return said("RequestLimitExceeded"),
            7 => return said("AuthFailure.SignatureExpire"),
            8 => return said("AuthFailure.TokenFailure"),
            9 => return said("InvalidParameter"),
            10 => return said("InternalError"),
            _ => {}
        }
        self.commit(&request);
        sleep(Duration::from_millis(self.below(1_500))).await;
        match fault {
            0 => lost(),
            11 => pending().await,
            12 => Ok(HttpResponse::new(504, "<html>")),
            13 => Ok(HttpResponse::new(
                200,
                &DONE.as_bytes()[..self.below(DONE.len() as u64) as usize],
            )),
            14 => Err(TransportError::oversized()),
            15 => said("InternalError"),
            16 => Ok(HttpResponse::new(200, r#"{"Response": {"Ids": 1}}"#)),
            _ => Ok(HttpResponse::new(200, DONE)),
        }
    }
}

impl Transport for Service {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(self.strike(request))
    }
}

/// Fails, waits and rotates by chance.
struct Moody(Service);

impl CredentialsProvider for Moody {
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
        Box::pin(async {
            match self.0.below(20) {
                0 => return Err(CredentialsError::new("closed")),
                1 => sleep(Duration::from_millis(self.0.below(9_000))).await,
                _ => {}
            }
            let token = format!("token{}", self.0.below(3));
            Ok(Arc::new(Credentials::new("id", "key").with_token(token)))
        })
    }
}

/// The same pauses for the same seed.
fn seeded(seed: u64) -> impl Jitter {
    let chance = Mutex::new(fastrand::Rng::with_seed(seed));
    move || chance.lock().unwrap().f64()
}

/// One call, perhaps given up by its caller.
async fn one(service: &Service, client: &Client, effect: Effect, number: i64) {
    let request = crate::testing::records::SwitchOn { count: Some(number), ..switch_on() };
    let client = client.with_validation_mode(crate::ValidationMode::Off);
    let mut response = SwitchOnResponse::default();
    let patience = match service.below(4) {
        0 => Duration::from_millis(service.below(6_000)),
        _ => Duration::from_secs(60),
    };
    let start = Instant::now();
    let call = client.call(action(effect), &request, BodySource::Fields, &mut response);
    let result = timeout(patience, call).await;
    assert!(start.elapsed() <= Duration::from_millis(8_002), "after the deadline");
    let commits = service.commits(number);
    if effect == Effect::Create {
        assert!(commits <= 1, "{commits} commits for one call: {result:?}");
    }
    match result {
        Ok(Ok(_)) => assert!(commits >= 1, "success without a commit"),
        Ok(Err(error)) => truth(effect, commits, &error),
        // Whoever drops a call knows nothing.
        Err(_) => {}
    }
}

/// What an error says is so.
fn truth(effect: Effect, commits: usize, error: &Error) {
    let proof = match error.outcome() {
        Outcome::NotSent => true,
        Outcome::Rejected => error.category().is_some_and(crate::ErrorCategory::proves_no_effect),
        Outcome::Unknown => false,
    };
    if proof && effect != Effect::Read {
        assert_eq!(commits, 0, "carried out, and yet: {error}");
    }
}

async fn schedule(seed: u64) {
    let chance = Mutex::new(fastrand::Rng::with_seed(seed));
    let (commits, open) = (Mutex::default(), AtomicUsize::new(0));
    let service = Service(Arc::new(Simulation { chance, commits, open }));
    let client = Client::builder()
        .credentials_provider(Moody(service.clone()))
        .transport(service.clone())
        .jitter(seeded(seed))
        .timeout(Duration::from_secs(8))
        .retry_policy(RetryPolicy::new().max_attempts(1 + service.below(5) as u32))
        .build()
        .unwrap();
    let effects = [Effect::Create, Effect::Read, Effect::Create, Effect::Idempotent];
    for (number, effect) in (0..).zip(effects) {
        one(&service, &client, effect, number).await;
    }
    assert_eq!(service.0.open.load(Ordering::SeqCst), 0, "something is left behind");
}

#[test]
fn no_schedule_of_faults_creates_twice() {
    let number = |name: &str, default| {
        std::env::var(name).map_or(default, |value| value.parse::<u64>().unwrap())
    };
    let (first, count) = (number("ECM_SEED", 1), number("ECM_SCHEDULES", 1_000));
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_time().start_paused(true).build().unwrap()
    };
    for seed in first..first + count {
        let run = std::panic::AssertUnwindSafe(|| runtime().block_on(schedule(seed)));
        if let Err(panic) = std::panic::catch_unwind(run) {
            #[allow(clippy::print_stderr, reason = "the seed is what it takes to see it again")]
            {
                eprintln!("ECM_SEED={seed} ECM_SCHEDULES=1");
            }
            std::panic::resume_unwind(panic);
        }
    }
}
