//! Which source is asked, and what is said where none has anything.

use std::future::ready;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::*;

#[derive(Clone)]
struct Source {
    answer: Arc<Mutex<Result<&'static str, CredentialsError>>>,
    asked: Arc<AtomicUsize>,
}

impl Source {
    fn new(answer: Result<&'static str, CredentialsError>) -> Self {
        Self { answer: Arc::new(Mutex::new(answer)), asked: Arc::default() }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl CredentialsProvider for Source {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let answer = self.answer.lock().unwrap().clone();
        Box::pin(ready(answer.map(|id| Arc::new(Credentials::new(id, "key")))))
    }

    fn refresh<'a>(&'a self, _: &'a Credentials) -> BoxFuture<'a, CredentialsResult> {
        Box::pin(ready(Ok(Arc::new(Credentials::new("refreshed", "key")))))
    }
}

fn absent() -> Source {
    Source::new(Err(CredentialsError::absent("nothing here")))
}

async fn ask(chain: &CredentialsProviderChain) -> Result<String, CredentialsError> {
    chain.credentials().await.map(|fetched| fetched.secret_id().to_owned())
}

#[tokio::test]
async fn the_first_that_has_some_stays_the_one() {
    let (first, second, third) = (absent(), Source::new(Ok("second")), Source::new(Ok("third")));
    let chain = CredentialsProviderChain::new()
        .or_else("one", first.clone())
        .or_else("two", second.clone())
        .or_else("three", third.clone());
    for _ in 0..3 {
        assert_eq!(ask(&chain).await.unwrap(), "second");
    }
    assert_eq!((first.asked(), second.asked(), third.asked()), (1, 3, 0));
    *first.answer.lock().unwrap() = Ok("first");
    *second.answer.lock().unwrap() = Err(CredentialsError::absent("gone"));
    let error = ask(&chain).await.unwrap_err();
    assert_eq!(error.to_string(), "two: gone");
    let refused = Credentials::new("second", "key");
    assert_eq!(chain.refresh(&refused).await.unwrap().secret_id(), "refreshed");
    assert_eq!(ask(&chain.or_else("four", absent())).await.unwrap(), "first");
}

#[tokio::test]
async fn a_source_that_is_broken_ends_the_search() {
    let last = Source::new(Ok("last"));
    let broken = Source::new(Err(CredentialsError::new("line 3: it is\nbroken")));
    let chain = CredentialsProviderChain::new()
        .or_else("environment", absent())
        .or_else("profile", broken.clone())
        .or_else("role", last.clone());
    let error = ask(&chain).await.unwrap_err();
    let reasons = "environment: nothing here; profile: line 3: it is broken; role: not asked";
    assert_eq!(error.to_string(), reasons);
    assert!(!error.is_absent() && !error.is_transient());
    assert_eq!(last.asked(), 0);
    *broken.answer.lock().unwrap() = Ok("mended");
    assert_eq!(ask(&chain).await.unwrap(), "mended", "a failure is not remembered");
}

#[tokio::test]
async fn where_nobody_has_any_each_reason_is_told() {
    let chain = CredentialsProviderChain::new().or_else("one", absent()).or_else("two", absent());
    let error = ask(&chain).await.unwrap_err();
    assert_eq!(error.to_string(), "one: nothing here; two: nothing here");
    assert!(error.is_absent(), "so that chains can be links");
    let empty = ask(&CredentialsProviderChain::new()).await.unwrap_err();
    assert_eq!(empty.to_string(), "the chain has no sources; add one with `or_else`");
}

#[test]
fn the_standard_order_is_the_documented_one() {
    let shown = format!("{:?}", CredentialsProviderChain::default_chain());
    let order = r#"["environment", "profile", "tccli", "web identity", "instance role"]"#;
    assert_eq!(shown, format!("CredentialsProviderChain({order})"));
}

#[tokio::test]
async fn a_source_that_gave_no_clear_answer_is_passed_over_with_a_warning_that_names_both() {
    let undecided = || Source::new(Err(CredentialsError::undecided("it says 500")));
    let first = undecided();
    let chain = CredentialsProviderChain::new()
        .or_else("environment", absent())
        .or_else("instance role", first.clone())
        .or_else("gone", absent())
        .or_else("web identity", Source::new(Ok("container")));
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    assert_eq!(ask(&chain).await.unwrap(), "container");
    drop(guard);
    let said = log.0.lock().unwrap().clone();
    assert_eq!(said.len(), 1, "{said:?}");
    for part in ["WARN", "instance role", "web identity", "it says 500"] {
        assert!(said[0].contains(part), "{said:?}");
    }
    // From then on it alone is asked.
    *first.answer.lock().unwrap() = Ok("instance");
    assert_eq!((ask(&chain).await.unwrap().as_str(), first.asked()), ("container", 1));

    // Where nobody else has any, it may be there a moment later.
    let chain = CredentialsProviderChain::new().or_else("a", undecided()).or_else("b", absent());
    let error = ask(&chain).await.unwrap_err();
    assert_eq!(error.to_string(), "a: it says 500; b: nothing here");
    assert!(error.is_transient() && error.is_passed_over(), "so that chains can be links");
}

#[tokio::test]
async fn a_configured_source_that_fails_for_now_is_not_passed_over() {
    let passing = Source::new(Err(CredentialsError::transient("no connection")));
    let last = Source::new(Ok("last"));
    let chain = CredentialsProviderChain::new()
        .or_else("sts", passing.clone())
        .or_else("last", last.clone());
    let error = ask(&chain).await.unwrap_err();
    assert_eq!(error.to_string(), "sts: no connection; last: not asked");
    assert!(error.is_transient() && !error.is_passed_over() && last.asked() == 0);
    *passing.answer.lock().unwrap() = Ok("sts");
    assert_eq!(ask(&chain).await.unwrap(), "sts");
    // Nor does it become absent later on.
    *passing.answer.lock().unwrap() = Err(CredentialsError::undecided("it says 500"));
    let error = ask(&chain).await.unwrap_err();
    assert!(error.is_transient() && !error.is_passed_over(), "{error}");
    assert_eq!((error.to_string().as_str(), last.asked()), ("sts: it says 500", 0));
}

/// Collects events as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl tracing::field::Visit for Line {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn fmt::Debug) {
        self.0.push_str(&format!(" {field}={value:?}"));
    }
}

impl tracing::Subscriber for Log {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}
