//! Attempts are signed one by one: with the time and the credentials of the moment.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use super::*;
use crate::testing::scripted::{self, Script, Step, call, dated, rejected};
use crate::{BoxFuture, Credentials, CredentialsError, CredentialsProvider};

const SECOND: Duration = Duration::from_secs(1);
const EFFECTS: [Effect; 3] = [Effect::Create, Effect::Idempotent, Effect::Read];

#[tokio::test(start_paused = true)]
async fn every_attempt_is_signed_anew() {
    let script = Script::new([Step::Refused]);
    let seconds = AtomicU32::new(0);
    let clock = move || {
        let later = u64::from(seconds.fetch_add(100, Ordering::Relaxed));
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_551_113_065 + later)
    };
    let client = scripted::builder(&script).clock(clock).build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    assert_eq!(script.header("x-tc-timestamp"), ["1551113065", "1551113165"]);
    let signatures = script.header("authorization");
    assert_ne!(signatures[0], signatures[1]);
}

#[tokio::test(start_paused = true)]
async fn the_clock_is_corrected_once_and_stays_corrected() {
    // 784111777 seconds after the epoch.
    const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
    let expired = || dated(rejected("AuthFailure.SignatureExpire"), DATE);
    for effect in EFFECTS {
        let script = Script::new([expired()]);
        let clock = || SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
        let client = scripted::builder(&script).clock(clock).build().unwrap();
        call(&client, effect).await.unwrap();
        call(&client.with_region("ap-guangzhou"), effect).await.unwrap();
        assert_eq!(script.header("x-tc-timestamp"), ["1000", "784111777", "784111777"]);

        script.then([expired(), expired()]);
        let error = call(&client, effect).await.unwrap_err();
        assert_eq!((error.attempts(), error.outcome()), (2, Outcome::Rejected));
        assert_eq!(error.retry(), RetryAdvice::AfterClockCorrection);

        script.then([rejected("AuthFailure.SignatureExpire")]);
        let error = call(&client, effect).await.unwrap_err();
        assert_eq!(error.attempts(), 1, "without a date there is nothing to correct by");
    }
}

#[tokio::test(start_paused = true)]
async fn a_correction_beyond_all_dates_is_not_kept_to() {
    const LAST: &str = "Fri, 31 Dec 9999 23:59:59 GMT";
    let script = Script::new([dated(rejected("AuthFailure.SignatureExpire"), LAST)]);
    let now = Arc::new(AtomicU32::new(1_000));
    let seconds = Arc::clone(&now);
    let clock = move || {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.load(Ordering::Relaxed).into())
    };
    let client = scripted::builder(&script).clock(clock).build().unwrap();
    call(&client, Effect::Create).await.unwrap();
    now.store(1_010, Ordering::Relaxed);
    call(&client, Effect::Create).await.unwrap();
    assert_eq!(script.header("x-tc-timestamp"), ["1000", "253402300799", "1010"]);
}

/// Gives a token of another number after each refresh.
#[derive(Default)]
struct Rotating {
    refreshed: AtomicU32,
    asked: AtomicU32,
    stuck: bool,
}

impl Rotating {
    fn now(&self) -> Result<Arc<Credentials>, CredentialsError> {
        let number = self.refreshed.load(Ordering::Relaxed);
        Ok(Arc::new(Credentials::new("id", "key").with_token(format!("token{number}"))))
    }
}

impl CredentialsProvider for Rotating {
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Box::pin(async { self.now() })
    }

    fn refresh<'a>(
        &'a self,
        _: &'a Credentials,
    ) -> BoxFuture<'a, Result<Arc<Credentials>, CredentialsError>> {
        if !self.stuck {
            self.refreshed.fetch_add(1, Ordering::Relaxed);
        }
        Box::pin(async { self.now() })
    }
}

#[tokio::test(start_paused = true)]
async fn refused_credentials_are_refreshed_once() {
    let refused = || rejected("AuthFailure.TokenFailure");
    for effect in EFFECTS {
        let script = Script::new([refused()]);
        let provider = Arc::new(Rotating::default());
        let build = || scripted::builder(&script).credentials_provider(Arc::clone(&provider));
        let client = build().build().unwrap();
        call(&client, effect).await.unwrap();
        assert_eq!(script.header("x-tc-token"), ["token0", "token1"]);
        script.then([refused(), refused()]);
        assert_eq!(call(&client, effect).await.unwrap_err().attempts(), 2);
        assert_eq!(provider.refreshed.load(Ordering::Relaxed), 2);
    }
    // Neither what stays the same nor what is the same again is tried again.
    let script = Script::new([refused(), refused()]);
    let client = scripted::builder(&script).build().unwrap();
    assert_eq!(call(&client, Effect::Read).await.unwrap_err().attempts(), 1);
    let stuck = Rotating { stuck: true, ..Rotating::default() };
    let client = scripted::builder(&script).credentials_provider(stuck).build().unwrap();
    assert_eq!(call(&client, Effect::Read).await.unwrap_err().attempts(), 1);
}

struct Broken(fn() -> BoxFuture<'static, Result<Arc<Credentials>, CredentialsError>>);

impl CredentialsProvider for Broken {
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
        (self.0)()
    }
}

#[tokio::test(start_paused = true)]
async fn without_credentials_nothing_is_sent() {
    let empty = || Box::pin(async { Ok(Arc::new(Credentials::new("", "key"))) }) as BoxFuture<_>;
    let missing =
        || Box::pin(async { Err(CredentialsError::new("the vault is closed")) }) as BoxFuture<_>;
    let never = || Box::pin(std::future::pending()) as BoxFuture<_>;
    for (provider, says) in [
        (Broken(missing), "there are no credentials: the vault is closed. Nothing was done."),
        (
            Broken(empty),
            "the secret id is empty; check the source that it comes from. Nothing was done.",
        ),
        (Broken(never), "time ran out while waiting for credentials"),
    ] {
        let script = Script::default();
        let builder = scripted::builder(&script).credentials_provider(provider);
        let client = builder.timeout(SECOND).build().unwrap();
        let error = call(&client, Effect::Create).await.unwrap_err();
        assert_eq!((error.outcome(), script.attempts()), (Outcome::NotSent, 0));
        assert!(error.to_string().contains(says), "{error}");
    }
}
