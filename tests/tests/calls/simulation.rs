//! Calls against services on which anything may go wrong at any time, by seeds.
//!
//! However it goes: no call creates twice, what was created is what calls say that succeeded and of
//! which nobody knows, every call ends within its deadline, and no task is left behind. Of two
//! servers, a bad one is not met twice.
//!
//! The suite runs some seeds; `ECM_SCHEDULES=100000 ECM_SOCKET_SCHEDULES=2000` runs more of them.

mod backends;
mod chaos;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "../depot/mod.rs"]
mod depot;
mod front;
mod schedule;
mod sockets;
mod tally;

use std::ops::Range;
use std::thread;
use std::time::{Duration, Instant};

use ecm_scratch::on_all_cores;
use futures_util::stream::{self, StreamExt as _};
use tokio::runtime::{Builder, Runtime};

use backends::Count;
use tally::{Said, Tally};

/// So many as the variable says, or as the suite has time for.
fn schedules(variable: &str, usual: u64) -> u64 {
    let said = std::env::var(variable).ok();
    said.map_or(usual, |count| count.parse().unwrap())
}

/// Runs the seeds and gives what came of them; nothing is running afterwards.
fn simulate(seeds: Range<usize>) -> Tally {
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let mut tally = Tally::default();
    for seed in (seeds.start as u64)..(seeds.end as u64) {
        let of_seed = runtime.block_on(chaos::run(seed));
        tally.add(of_seed.unwrap_or_else(|why| panic!("seed {seed}: {why}")));
        assert_eq!(tasks(&runtime), 0, "seed {seed}");
    }
    tally
}

fn tasks(runtime: &Runtime) -> usize {
    runtime.metrics().num_alive_tasks()
}

/// Runs the seeds against two servers, of which one is bad.
fn two_servers(seeds: Range<usize>) -> Count {
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let mut count = Count::default();
    for seed in (seeds.start as u64)..(seeds.end as u64) {
        let of_seed = runtime.block_on(backends::run(seed));
        count.add(&of_seed.unwrap_or_else(|why| panic!("seed {seed}: {why}")));
    }
    count
}

#[test]
fn a_server_that_has_failed_is_not_met_again() {
    // What signs a request is ten times as quick where it is optimised.
    let seeds = schedules("ECM_SCHEDULES", if cfg!(debug_assertions) { 20_000 } else { 100_000 });
    let mut count = Count::default();
    on_all_cores(seeds as usize, two_servers).iter().for_each(|of_thread| count.add(of_thread));
    println!("{count:?}");
    // Otherwise it would prove little.
    let enough = |number| number >= seeds / 100;
    assert!([count.saved, count.spent, count.lost, count.lost_commits].into_iter().all(enough));
    assert!(enough(count.next) && count.lost_commits < count.lost);
}

#[test]
fn a_server_that_has_failed_is_not_met_again_over_sockets() {
    let seeds = schedules("ECM_SOCKET_SCHEDULES", 80);
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let count = runtime.block_on(async {
        let run =
            async |seed| front::run(seed).await.unwrap_or_else(|why| panic!("seed {seed}: {why}"));
        let counts = stream::iter(0..seeds).map(run).buffer_unordered(8);
        counts
            .fold(Count::default(), async |mut all, one| {
                all.add(&one);
                all
            })
            .await
    });
    println!("{count:?}");
    assert!(seeds < 80 || (count.saved > 9 && count.lost > 9 && count.next > 3), "{count:?}");
}

#[test]
fn whatever_happens_nothing_is_created_twice() {
    let count = schedules("ECM_SCHEDULES", 4_000);
    let tallies = on_all_cores(count as usize, simulate);
    let tally = tallies.into_iter().fold(Tally::default(), Tally::with);
    tally.check();
    println!("{tally:?}");
    // Otherwise it would prove little.
    assert!(count < 100 || tally.has(&Said::ALL), "{tally:?}");
}

#[test]
fn whatever_happens_to_connections_nothing_is_created_twice() {
    let count = schedules("ECM_SOCKET_SCHEDULES", 120);
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let tally = runtime.block_on(async {
        let run = async |seed| {
            sockets::run(seed).await.unwrap_or_else(|why| panic!("seed {seed}: {why}"))
        };
        stream::iter(0..count)
            .map(run)
            .buffer_unordered(24)
            .fold(Tally::default(), async |all, one| all.with(one))
            .await
    });
    tally.check();
    println!("{tally:?}");
    // Connections on this machine are always to be had.
    assert!(
        count < 100 || tally.has(&[Said::Done, Said::Refused, Said::Unknown, Said::Dropped]),
        "{tally:?}"
    );
    // Connections end when both sides are gone, a moment later.
    let begun = Instant::now();
    while tasks(&runtime) > 0 {
        assert!(begun.elapsed() < Duration::from_secs(20), "{} tasks are left", tasks(&runtime));
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_seed_does_the_same_again() {
    assert_eq!(simulate(17..60), simulate(17..60));
    assert_ne!(simulate(17..60), simulate(60..103));
}
