//! Fetching in time, once for all, in simulated time.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use super::*;

/// What one fetch does, after a second.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Gives credentials that live so many seconds.
    Lives(u64),
    Forever,
    Fails,
    Hangs,
    Panics,
}

#[derive(Clone)]
struct Source {
    steps: Arc<Mutex<VecDeque<Step>>>,
    fetches: Arc<AtomicUsize>,
    start: tokio::time::Instant,
}

impl Source {
    fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = Arc::new(Mutex::new(steps.into_iter().collect()));
        Self { steps, fetches: Arc::default(), start: tokio::time::Instant::now() }
    }

    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000) + self.start.elapsed()
    }

    fn fetches(&self) -> usize {
        self.fetches.load(Ordering::SeqCst)
    }

    /// A cache over it whose clock goes with simulated time.
    fn cached(&self) -> CachedCredentialsProvider {
        let source = self.clone();
        let clock = Arc::new(move || source.now());
        CachedCredentialsProvider::with_time(self.clone(), clock, Arc::new(TokioSleep::new()))
    }
}

impl CredentialsProvider for Source {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        let number = self.fetches.fetch_add(1, Ordering::SeqCst) + 1;
        // The last step is done again and again.
        let step = {
            let mut steps = self.steps.lock().unwrap();
            if steps.len() > 1 { steps.pop_front() } else { steps.front().copied() }
        };
        Box::pin(async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let pair = Credentials::new(format!("id-{number}"), "key");
            match step.unwrap() {
                Step::Lives(life) => {
                    Ok(Arc::new(pair.with_expiry(self.now() + Duration::from_secs(life))))
                }
                Step::Forever => Ok(Arc::new(pair)),
                Step::Fails => Err(CredentialsError::new(format!("failure {number}"))),
                Step::Hangs => std::future::pending().await,
                Step::Panics => panic!("a provider that panics"),
            }
        })
    }
}

async fn pass(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
}

/// The id of what is given, or why nothing is.
async fn ask(cached: &CachedCredentialsProvider) -> Result<String, String> {
    let given = cached.credentials().await;
    given.map(|given| given.secret_id().to_owned()).map_err(|error| error.to_string())
}

fn id(number: u32) -> Result<String, String> {
    Ok(format!("id-{number}"))
}

/// A hundred tasks that ask at once.
async fn crowd(cached: &CachedCredentialsProvider) -> Vec<Result<String, String>> {
    let one = |_| {
        let cached = cached.clone();
        tokio::spawn(async move { ask(&cached).await })
    };
    let tasks: Vec<_> = (0..100).map(one).collect();
    let mut all = Vec::new();
    for task in tasks {
        all.push(task.await.unwrap());
    }
    all
}

#[tokio::test(start_paused = true)]
async fn a_hundred_who_ask_at_once_cost_one_fetch() {
    for (step, expected) in [(Step::Lives(7200), id(1)), (Step::Fails, Err("failure 1".into()))] {
        let source = Source::new([step]);
        let cached = source.cached();
        assert_eq!(crowd(&cached).await, vec![expected; 100]);
        assert_eq!(source.fetches(), 1);
    }
}

#[tokio::test]
async fn a_hundred_threads_worth_of_calls_cost_one_fetch() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let source = Source::new([Step::Lives(7200)]);
    let cached = source.cached();
    let all = runtime.spawn(async move { crowd(&cached).await }).await.unwrap();
    assert_eq!(all, vec![id(1); 100]);
    assert_eq!(source.fetches(), 1);
    runtime.shutdown_background();
}

#[tokio::test(start_paused = true)]
async fn they_are_fetched_anew_before_they_expire_while_the_old_ones_are_given() {
    let source = Source::new([Step::Lives(7200)]);
    let cached = source.cached();
    assert_eq!(ask(&cached).await, id(1));
    pass(7200 - 301).await;
    assert_eq!(crowd(&cached).await, vec![id(1); 100]);
    assert_eq!(source.fetches(), 1);
    pass(2).await;
    let asked = source.now();
    assert_eq!(crowd(&cached).await, vec![id(1); 100]);
    assert_eq!(source.now(), asked, "nobody waits for what is not needed yet");
    pass(2).await;
    assert_eq!(crowd(&cached).await, vec![id(2); 100]);
    assert_eq!(source.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_fails_is_an_error_only_when_the_old_ones_have_expired() {
    let source = Source::new([Step::Lives(7200), Step::Fails]);
    let cached = source.cached();
    assert_eq!(ask(&cached).await, id(1));
    pass(7200 - 300).await;
    for _ in 0..290 {
        assert_eq!(ask(&cached).await, id(1));
        pass(1).await;
    }
    // After one second, two, four and so on, up to a minute.
    assert!((8..=12).contains(&source.fetches()), "{}", source.fetches());
    pass(60).await;
    let error = ask(&cached).await.unwrap_err();
    assert!(error.starts_with("failure "), "{error}");
    source.steps.lock().unwrap().push_back(Step::Lives(7200));
    pass(120).await;
    let next = source.fetches() as u32 + 1;
    let first = ask(&cached).await;
    assert!(first == id(next) || first.is_err(), "{first:?}");
    pass(61).await;
    assert!(ask(&cached).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn what_fails_is_not_tried_in_a_loop() {
    let source = Source::new([Step::Fails]);
    let cached = source.cached();
    for _ in 0..6000 {
        assert!(ask(&cached).await.unwrap_err().starts_with("failure "));
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // Ten minutes and more: six pauses that double, then one a minute.
    assert!((14..=17).contains(&source.fetches()), "{}", source.fetches());
}

#[tokio::test(start_paused = true)]
async fn who_stops_waiting_stops_nobody_else() {
    let source = Source::new([Step::Lives(7200)]);
    let cached = source.cached();
    let half = Duration::from_millis(500);
    let first = tokio::time::timeout(half, cached.credentials());
    let second = {
        let cached = cached.clone();
        tokio::spawn(async move { ask(&cached).await })
    };
    assert!(first.await.is_err());
    assert_eq!(second.await.unwrap(), id(1));
    assert_eq!(source.fetches(), 1);

    // Not even where nobody is left.
    let source = Source::new([Step::Lives(7200)]);
    let cached = source.cached();
    assert!(tokio::time::timeout(half, cached.credentials()).await.is_err());
    pass(2).await;
    let asked = source.now();
    assert_eq!(ask(&cached).await, id(1));
    assert_eq!((source.now(), source.fetches()), (asked, 1));
}

#[tokio::test(start_paused = true)]
async fn refused_credentials_are_replaced_once_for_all() {
    let source = Source::new([Step::Forever]);
    let cached = source.cached();
    let first = cached.credentials().await.unwrap();
    pass(1_000_000).await;
    assert_eq!(ask(&cached).await, id(1), "without an expiry they are kept");
    let one = |_| {
        let (cached, first) = (cached.clone(), Arc::clone(&first));
        tokio::spawn(async move { cached.refresh(&first).await.unwrap() })
    };
    for task in (0..100).map(one).collect::<Vec<_>>() {
        assert_eq!(task.await.unwrap().secret_id(), "id-2");
    }
    assert_eq!(source.fetches(), 2);
    // Somebody was late to notice: there are others by now.
    assert_eq!(cached.refresh(&first).await.unwrap().secret_id(), "id-2");
    assert_eq!(source.fetches(), 2);
    // Refused as soon as they come, whatever comes.
    for _ in 0..600 {
        let held = cached.credentials().await.unwrap();
        let _ = cached.refresh(&held).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!((6..=9).contains(&source.fetches()), "{}", source.fetches());
}

/// A cache over a cache, as a chain in a cache is.
#[tokio::test(start_paused = true)]
async fn refused_credentials_are_replaced_in_every_cache() {
    let source = Source::new([Step::Forever]);
    let cached = CachedCredentialsProvider::new(source.cached());
    let first = cached.credentials().await.unwrap();
    assert_eq!(cached.refresh(&first).await.unwrap().secret_id(), "id-2");
    assert_eq!(source.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_expiry_makes_no_other_credentials() {
    let source = Source::new([Step::Lives(7200)]);
    let cached = source.cached();
    let held = (*cached.credentials().await.unwrap()).clone().with_expiry(SystemTime::UNIX_EPOCH);
    assert_eq!(cached.refresh(&held).await.unwrap().secret_id(), "id-2");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_sign_does_not_take_the_place_of_what_can() {
    struct Badly;
    impl CredentialsProvider for Badly {
        fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
            let pair = Credentials::new("id", "hunter2\n");
            Box::pin(std::future::ready(Ok(Arc::new(pair))))
        }
    }
    let error = ask(&CachedCredentialsProvider::new(Badly)).await.unwrap_err();
    assert!(error.starts_with("the secret key has a blank or a line end in it"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_wrong_is_not_a_reason_to_fetch_without_end() {
    let source = Source::new([Step::Lives(0)]);
    let cached = source.cached();
    for _ in 0..600 {
        assert!(ask(&cached).await.is_ok());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(source.fetches() <= 3, "{}", source.fetches());
}

#[tokio::test(start_paused = true)]
async fn a_fetch_that_never_ends_is_given_up() {
    let source = Source::new([Step::Hangs, Step::Lives(7200)]);
    let cached = source.cached();
    assert_eq!(
        ask(&cached).await,
        Err("the source gave none within 60 s; check whether it can be reached".into())
    );
    pass(1).await;
    assert_eq!(ask(&cached).await, id(2));
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_panics_is_an_error() {
    let source = Source::new([Step::Panics]);
    let cached = source.cached();
    assert_eq!(
        ask(&cached).await,
        Err("fetching them was cancelled; send the request again".into())
    );
    assert_eq!(source.fetches(), 2, "once more, in case it was the runtime that ended");
    assert!(ask(&cached).await.is_err());
    assert_eq!(source.fetches(), 2);
}

#[test]
fn another_takes_over_where_the_runtime_of_the_first_has_ended() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let first = runtime();
    let source = first.block_on(async { Source::new([Step::Forever]) });
    let cached = source.cached();
    first.block_on(async {
        let soon = Duration::from_millis(10);
        assert!(tokio::time::timeout(soon, cached.credentials()).await.is_err());
    });
    drop(first);
    assert_eq!(runtime().block_on(ask(&cached)), id(2));
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    let cached = CachedCredentialsProvider::new(Credentials::new("id", "key"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match cached.credentials().as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => {
            assert!(error.to_string().contains("a tokio runtime"))
        }
        other => panic!("{other:?}"),
    }
}
