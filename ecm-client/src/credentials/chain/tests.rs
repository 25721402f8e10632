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
    assert_eq!(error.to_string(), "environment: nothing here; profile: line 3: it is broken");
    assert!(!error.is_absent());
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
    let order = r#"["environment", "profile", "instance role", "web identity"]"#;
    assert_eq!(shown, format!("CredentialsProviderChain({order})"));
}
