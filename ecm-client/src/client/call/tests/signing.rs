//! Attempts are signed one by one: with the time and the credentials of the moment.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use super::*;
use crate::testing::scripted::{self, Script, Step, answer, call, dated, rejected};
use crate::{BoxFuture, Credentials, CredentialsError, CredentialsProvider, RetryAdvice};

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
        // Not again at once.
        script.then([refused()]);
        assert_eq!(call(&client, effect).await.unwrap_err().attempts(), 1);
        assert_eq!(provider.refreshed.load(Ordering::Relaxed), 1);
        tokio::time::sleep(SECOND).await;
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

/// Gives these in turn, the last again and again; what `refresh` gives is the next.
struct Replaced {
    all: Vec<Credentials>,
    at: AtomicU32,
    refreshes: AtomicU32,
}

impl Replaced {
    fn new(all: impl Into<Vec<Credentials>>) -> Arc<Self> {
        let (at, refreshes) = (AtomicU32::new(0), AtomicU32::new(0));
        Arc::new(Self { all: all.into(), at, refreshes })
    }

    fn refreshes(&self) -> u32 {
        self.refreshes.load(Ordering::Relaxed)
    }
}

impl CredentialsProvider for Replaced {
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
        let at = self.at.load(Ordering::Relaxed) as usize;
        let given = self.all.get(at).or(self.all.last()).unwrap().clone();
        Box::pin(std::future::ready(Ok(Arc::new(given))))
    }

    fn refresh<'a>(
        &'a self,
        _: &'a Credentials,
    ) -> BoxFuture<'a, Result<Arc<Credentials>, CredentialsError>> {
        Box::pin(async {
            tokio::time::sleep(SECOND / 2).await;
            self.refreshes.fetch_add(1, Ordering::Relaxed);
            self.at.fetch_add(1, Ordering::Relaxed);
            self.credentials().await
        })
    }
}

fn pair(id: &str, key: &str) -> Credentials {
    Credentials::new(id, key)
}

#[tokio::test(start_paused = true)]
async fn another_attempt_follows_where_secret_id_or_token_are_others() {
    let expires = SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000);
    for (other, attempts) in [
        (pair("new", "new"), 2),
        (pair("old", "old").with_token("new"), 2),
        (pair("old", "new"), 1),
        (pair("old", "old").with_expiry(expires), 1),
        (pair("old", "old"), 1),
    ] {
        for code in [
            "AuthFailure.SecretIdNotFound",
            "AuthFailure.InvalidSecretId",
            "AuthFailure.SignatureFailure",
            "AuthFailure.TokenFailure",
        ] {
            for effect in EFFECTS {
                let provider = Replaced::new([pair("old", "old"), other.clone()]);
                let script = Script::new([rejected(code)]);
                let builder = scripted::builder(&script);
                let client = builder.credentials_provider(Arc::clone(&provider)).build().unwrap();
                let result = call(&client, effect).await;
                assert_eq!(script.attempts(), attempts, "{effect:?} {code} {other:?}");
                assert_eq!((result.is_ok(), provider.refreshes()), (attempts == 2, 1), "{code}");
                // The next call has the other key in any case.
                call(&client, effect).await.unwrap();
                let signed = script.header("authorization").pop().unwrap();
                let id = other.secret_id();
                assert!(signed.contains(&format!("Credential={id}/")), "{signed}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_and_a_permission_refuse_no_key() {
    let text =
        r#"{"Response": {"Error": {"Code": "AuthFailure.SecretIdNotFound", "Message": ""}}}"#;
    for step in [
        answer(403, text),
        answer(200, "<html>AuthFailure.SecretIdNotFound"),
        rejected("AuthFailure.UnauthorizedOperation"),
        rejected("AuthFailure.MFAFailure"),
        rejected("UnauthorizedOperation"),
    ] {
        let provider = Replaced::new([pair("old", "old"), pair("new", "new")]);
        let script = Script::new([step.clone()]);
        let builder = scripted::builder(&script).credentials_provider(Arc::clone(&provider));
        let result = call(&builder.build().unwrap(), Effect::Create).await;
        assert!(result.is_err(), "{step:?}");
        assert_eq!((script.attempts(), provider.refreshes()), (1, 0), "{step:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn all_who_were_refused_wait_for_one_refetch() {
    let provider = Replaced::new([pair("old", "old"), pair("new", "new")]);
    let script = Script::new((0..50).map(|_| rejected("AuthFailure.SecretIdNotFound")));
    let builder = scripted::builder(&script).credentials_provider(Arc::clone(&provider));
    let client = builder.build().unwrap();
    let calls = (0..50).map(|number| {
        let (client, effect) = (client.clone(), EFFECTS[number % EFFECTS.len()]);
        tokio::spawn(async move { call(&client, effect).await.map(drop) })
    });
    for task in calls.collect::<Vec<_>>() {
        task.await.unwrap().unwrap();
    }
    assert_eq!((script.attempts(), provider.refreshes()), (100, 1));
}

#[tokio::test(start_paused = true)]
async fn a_source_is_asked_once_in_a_pause_that_grows_and_even_if_nothing_is_retried() {
    let provider = Replaced::new([pair("old", "old")]);
    let script = Script::new((0..600).map(|_| rejected("AuthFailure.SecretIdNotFound")));
    let builder = scripted::builder(&script).credentials_provider(Arc::clone(&provider));
    let client = builder.retry_policy(crate::RetryPolicy::disabled()).build().unwrap();
    for _ in 0..600 {
        let error = call(&client, Effect::Create).await.unwrap_err();
        assert_eq!((error.attempts(), error.retry()), (1, RetryAdvice::AfterCredentialRefresh));
        tokio::time::sleep(SECOND / 10).await;
    }
    assert!((5..=7).contains(&provider.refreshes()), "{}", provider.refreshes());
}

/// Fails for a while, in one of two ways.
struct Passing {
    start: tokio::time::Instant,
    until: Duration,
    asked: AtomicU32,
    last: fn() -> Result<Arc<Credentials>, CredentialsError>,
}

impl Passing {
    fn new(until: Duration, last: fn() -> Result<Arc<Credentials>, CredentialsError>) -> Arc<Self> {
        let (start, asked) = (tokio::time::Instant::now(), AtomicU32::new(0));
        Arc::new(Self { start, until, asked, last })
    }
}

impl CredentialsProvider for Passing {
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let passing = self.start.elapsed() < self.until;
        let given = match passing {
            true => Err(CredentialsError::transient("the vault starts")),
            false => (self.last)(),
        };
        Box::pin(std::future::ready(given))
    }
}

#[tokio::test(start_paused = true)]
async fn a_source_that_fails_for_now_is_asked_again_for_as_long_as_the_call_has_time() {
    let good = || Ok(Arc::new(Credentials::new("id", "key")));
    for effect in EFFECTS {
        // However few attempts there may be: nothing was sent yet.
        for policy in [crate::RetryPolicy::new(), crate::RetryPolicy::disabled()] {
            let script = Script::default();
            let provider = Passing::new(Duration::from_secs(40), good);
            let builder = scripted::builder(&script).credentials_provider(Arc::clone(&provider));
            let client = builder.retry_policy(policy).build().unwrap();
            call(&client, effect).await.unwrap();
            let asked = provider.asked.load(Ordering::Relaxed);
            assert!((5..30).contains(&asked), "{asked}");
            assert_eq!(script.attempts(), 1);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn when_the_time_is_over_the_cause_is_named() {
    let broken = || Err(CredentialsError::new("the vault is locked"));
    for (jitter, timeout) in [(0.0, 60), (0.5, 60), (1.0, 60), (0.5, 1)] {
        let (script, timeout) = (Script::default(), Duration::from_secs(timeout));
        let provider = Passing::new(Duration::MAX, broken);
        let builder = scripted::builder(&script).credentials_provider(Arc::clone(&provider));
        let client = builder.jitter(move || jitter).timeout(timeout).build().unwrap();
        let start = tokio::time::Instant::now();
        let error = call(&client, Effect::Create).await.unwrap_err();
        let (took, asked) = (start.elapsed(), provider.asked.load(Ordering::Relaxed));
        assert!(took > timeout * 8 / 10 && took <= timeout && asked < 1300, "{took:?}, {asked}");
        assert_eq!((error.outcome(), script.attempts()), (Outcome::NotSent, 0));
        assert_eq!((error.retry(), error.is_timeout()), (RetryAdvice::AfterBackoff, true));
        let says =
            "there are no credentials: the vault starts. Nothing was done; it can be sent again.";
        assert!(error.to_string().ends_with(says), "{error}");
    }
    // A failure of another kind ends the wait.
    let provider = Passing::new(SECOND * 3, broken);
    let builder = scripted::builder(&Script::default()).credentials_provider(provider);
    let start = tokio::time::Instant::now();
    let error = call(&builder.build().unwrap(), Effect::Create).await.unwrap_err();
    assert!(start.elapsed() < SECOND * 6);
    assert_eq!((error.retry(), error.is_timeout()), (RetryAdvice::Never, false));
    assert!(error.to_string().contains("the vault is locked. Nothing was done."), "{error}");
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
