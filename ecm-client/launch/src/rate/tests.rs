//! Shared limiters over simulated time, with the statements in a database in memory.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod database;

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use database::{Delay, SimulatedDatabase};

const SECOND: i64 = 1_000_000;

/// Highest number of moments within a second, its ends included.
fn most_in_a_second(moments: &[i64]) -> usize {
    let mut moments = moments.to_vec();
    moments.sort_unstable();
    let within =
        |start: i64| moments.iter().filter(|at| (0..=SECOND).contains(&(**at - start))).count();
    moments.iter().map(|start| within(*start)).max().unwrap_or(0)
}

/// Settings of a run, and what befalls its processes.
#[derive(Clone, Debug)]
struct Run {
    per_second: u32,
    batch: u32,
    /// Attempts that each process wants, and the millisecond in which it dies.
    processes: Vec<(usize, Option<u64>)>,
    /// Milliseconds in which the service throttles an attempt.
    throttled: Vec<u64>,
    delay: Delay,
}

fn run() -> impl Strategy<Value = Run> {
    let process = (1..30usize, prop::option::weighted(0.3, 0..3_000u64));
    (
        prop::sample::select(vec![1, 7, 20, 100]),
        1..5u32,
        prop::collection::vec(process, 1..5),
        prop::collection::vec(0..3_000u64, 0..3),
        any::<u64>().prop_map(Delay::Varying),
    )
        .prop_map(|(per_second, batch, processes, throttled, delay)| Run {
            per_second,
            batch,
            processes,
            throttled,
            delay,
        })
}

/// Results of a run.
struct Ended {
    database: Arc<SimulatedDatabase>,
    sent: Vec<i64>,
    wanted: usize,
}

const NAME: &str = "/ecm/RunInstances";

async fn carry_out(run: Run) -> Ended {
    let database = Arc::new(SimulatedDatabase::new(run.delay, run.per_second));
    let sent = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = Vec::new();
    let (mut wanted, mut limiters) = (0, Vec::new());
    for (count, death) in run.processes {
        let limiter = Arc::new(SharedRateLimiter::new(Arc::clone(&database)).batch(run.batch));
        limiters.push(Arc::clone(&limiter));
        for _ in 0..count {
            let (limiter, database, sent) =
                (Arc::clone(&limiter), Arc::clone(&database), Arc::clone(&sent));
            wanted += 1;
            let task = tokio::spawn(async move {
                let hour = Duration::from_secs(3_600);
                limiter.take_slot(NAME.to_owned(), run.per_second, hour).await.unwrap();
                sent.lock().unwrap().push(database.now());
            });
            if let Some(death) = death {
                let handle = task.abort_handle();
                tokio::spawn(async move {
                    sleep(Duration::from_millis(death)).await;
                    handle.abort();
                });
            }
            tasks.push(task);
        }
    }
    for (millis, limiter) in run.throttled.into_iter().zip(limiters) {
        tasks.push(tokio::spawn(async move {
            sleep(Duration::from_millis(millis)).await;
            limiter.hold_back(NAME.to_owned()).await;
        }));
    }
    for task in tasks {
        // One of a process that has died.
        let _ = task.await;
    }
    let sent = sent.lock().unwrap().clone();
    Ended { database, sent, wanted }
}

fn simulated<T>(future: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_time().start_paused(true);
    runtime.build().unwrap().block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_second_holds_too_many_slots_and_none_is_skipped(run in run()) {
        let limit = run.per_second as usize;
        let may_be_lost = run.batch > 1 || !run.throttled.is_empty();
        let dies = run.processes.iter().any(|(_, death)| death.is_some());
        let Ended { database, sent, wanted } = simulated(carry_out(run.clone()));
        let slots = database.slots();
        prop_assert!(most_in_a_second(&slots) <= limit, "{} slots", most_in_a_second(&slots));
        prop_assert!(most_in_a_second(&sent) <= limit, "{} sent", most_in_a_second(&sent));
        prop_assert!(database.skipped().is_empty(), "{:?}", database.skipped());
        prop_assert!(dies || sent.len() == wanted);
        // Each attempt has a slot of its own, which does not lie behind it.
        let (mut free, mut sent) = (slots.clone(), sent);
        free.sort_unstable();
        sent.sort_unstable();
        prop_assert!(sent.iter().zip(&free).all(|(sent, slot)| sent >= slot), "{sent:?} {free:?}");
        let late = database.late();
        prop_assert!(dies || may_be_lost || slots.len() <= wanted + late, "{} {wanted} {late}", slots.len());
    }
}

#[test]
fn slots_are_as_close_as_the_limit_allows() {
    for per_second in [1, 3, 20, 999] {
        let period = period(per_second);
        let (count, slack) = (i64::from(per_second), i64::from(per_second));
        assert!(period * count > SECOND && period * count <= SECOND * 102 / 100 + slack);
    }
    assert!(period(0) > SECOND);
}

#[test]
fn two_hundred_of_four_processes_take_ten_seconds() {
    for batch in [1, 4] {
        let run = Run {
            per_second: 20,
            batch,
            processes: vec![(50, None); 4],
            throttled: Vec::new(),
            delay: Delay::None,
        };
        let Ended { database, mut sent, .. } = simulated(carry_out(run));
        sent.sort_unstable();
        assert_eq!((sent.len(), most_in_a_second(&sent)), (200, 20));
        // Nothing is lost: the slots of the last batches aside, each was used.
        assert!(database.slots().len() <= 200 + 4 * (batch as usize - 1));
        let took = sent[199] - sent[0];
        assert!(took <= 199 * period(20) + 4 * i64::from(batch) * period(20), "{took}");
    }
}

fn limiter(database: &Arc<SimulatedDatabase>) -> SharedRateLimiter {
    SharedRateLimiter::new(Arc::clone(database))
}

async fn take(limiter: &SharedRateLimiter, time_left: Duration) -> Result<(), RateLimiterError> {
    limiter.take_slot(NAME.to_owned(), 20, time_left).await
}

#[test]
fn nobody_gets_a_slot_for_a_second_after_throttling() {
    simulated(async {
        let database = Arc::new(SimulatedDatabase::new(Delay::None, 20));
        let (first, second) = (limiter(&database).batch(10), limiter(&database));
        let hour = Duration::from_secs(3_600);
        take(&first, hour).await.unwrap();
        take(&second, hour).await.unwrap();
        let throttled = database.now();
        // Several at once, as many are under way when the service begins to refuse.
        for _ in 0..3 {
            second.hold_back(NAME.to_owned()).await;
            first.hold_back(NAME.to_owned()).await;
        }
        take(&second, hour).await.unwrap();
        assert_eq!(database.now() - throttled, SECOND);
        take(&first, hour).await.unwrap();
        let waited = database.now() - throttled - SECOND;
        assert!((period(20)..period(20) + 1_000).contains(&waited), "{waited}");
        first.take_slot("/ecm/Other".to_owned(), 20, Duration::ZERO).await.unwrap();
        // Slots that a process has in hand are not used either.
        let throttled = database.now();
        first.hold_back(NAME.to_owned()).await;
        take(&first, hour).await.unwrap();
        assert_eq!(database.now() - throttled, SECOND);
    });
}

#[test]
fn a_slot_behind_the_deadline_is_not_reserved() {
    simulated(async {
        let database = Arc::new(SimulatedDatabase::new(Delay::None, 20));
        let (first, second) = (limiter(&database).batch(20), limiter(&database));
        let short = Duration::from_millis(500);
        take(&first, short).await.unwrap();
        let error = take(&second, short).await.unwrap_err();
        assert!(matches!(error, RateLimiterError::DeadlineExceeded), "{error}");
        assert_eq!(database.slots().len(), 20);
        // The batch is in hand, and its next slot is late for this attempt.
        let error = take(&first, Duration::from_millis(50)).await.unwrap_err();
        assert!(matches!(error, RateLimiterError::DeadlineExceeded), "{error}");
        take(&first, Duration::from_millis(60)).await.unwrap();
        assert_eq!(database.slots().len(), 20);
    });
}

#[test]
fn an_attempt_that_is_given_up_leaves_its_slot_to_the_next_one() {
    simulated(async {
        let database = Arc::new(SimulatedDatabase::new(Delay::None, 20));
        let limiter = limiter(&database);
        let hour = Duration::from_secs(3_600);
        take(&limiter, hour).await.unwrap();
        for _ in 0..20 {
            let given_up = tokio::time::timeout(Duration::from_millis(1), take(&limiter, hour));
            assert!(given_up.await.is_err());
        }
        take(&limiter, hour).await.unwrap();
        assert_eq!(database.slots().len(), 2);
    });
}

#[test]
fn a_clock_that_was_set_back_by_a_day_is_followed() {
    simulated(async {
        let database = Arc::new(SimulatedDatabase::new(Delay::None, 20));
        let limiter = limiter(&database);
        take(&limiter, Duration::ZERO).await.unwrap();
        database.set_back(Duration::from_secs(86_400));
        let start = Instant::now();
        take(&limiter, Duration::ZERO).await.unwrap();
        take(&limiter, Duration::from_secs(1)).await.unwrap();
        assert!(start.elapsed() < Duration::from_millis(60), "{:?}", start.elapsed());
        limiter.hold_back(NAME.to_owned()).await;
        take(&limiter, Duration::from_secs(2)).await.unwrap();
        assert!(start.elapsed() > Duration::from_secs(1), "{:?}", start.elapsed());
    });
}

#[test]
fn a_slot_whose_answer_was_slow_is_not_used() {
    let mut clock = ClockOffset::default();
    // Nothing is known yet, and the answer may have been on its way all the time.
    assert!(!clock.learn(0, 300_000, 1_000_000));
    assert!(clock.learn(400_000, 401_000, 1_400_500));
    let mut pool = Pool::default();
    let period = period(20);
    pool.add(1_500_000 + 3 * period, period, 3);
    assert_eq!(pool.turn(&clock, 400_000), Turn::At(500_500));
    // This process was frozen meanwhile: the first two are past.
    assert_eq!(pool.turn(&clock, 500_500 + 2 * period - 1), Turn::At(500_500 + 2 * period));
    assert_eq!(pool.turn(&clock, 500_500 + 2 * period + 10_000), Turn::Now);
    pool.add(1_500_000 + 5 * period, period, 1);
    assert_eq!(pool.turn(&clock, 500_500 + 4 * period + 10_001), Turn::Reserve);
    // A database that is always slow, because it is far away, is believed in the end.
    let mut clock = ClockOffset::default();
    let learn = |clock: &mut ClockOffset| clock.learn(0, 50_000, 1_025_000);
    assert_eq!([0, 1, 2].map(|_| learn(&mut clock)), [false, false, true]);
}
