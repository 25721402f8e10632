//! Calls against services on which anything may go wrong at any time, by seeds.
//!
//! However it goes: no call creates twice, what was created is what calls say that succeeded and of
//! which nobody knows, every call ends within its deadline, and no task is left behind.
//!
//! The suite runs some seeds; `ECM_SCHEDULES=100000 ECM_SOCKET_SCHEDULES=2000` runs more of them.

#[path = "simulation/chaos.rs"]
mod chaos;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "depot/mod.rs"]
mod depot;
#[path = "simulation/schedule.rs"]
mod schedule;
#[path = "simulation/sockets.rs"]
mod sockets;
#[path = "simulation/tally.rs"]
mod tally;

use std::ops::Range;
use std::thread;
use std::time::{Duration, Instant};

use futures_util::stream::{self, StreamExt as _};
use tokio::runtime::{Builder, Runtime};

use tally::{Said, Tally};

/// So many as the variable says, or as the suite has time for.
fn schedules(variable: &str, usual: u64) -> u64 {
    let said = std::env::var(variable).ok();
    said.map_or(usual, |count| count.parse().unwrap())
}

/// Runs the seeds and gives what came of them; nothing is running afterwards.
fn simulate(seeds: Range<u64>) -> Tally {
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let mut tally = Tally::default();
    for seed in seeds {
        let of_seed = runtime.block_on(chaos::run(seed));
        tally.add(of_seed.unwrap_or_else(|why| panic!("seed {seed}: {why}")));
        assert_eq!(tasks(&runtime), 0, "seed {seed}");
    }
    tally
}

fn tasks(runtime: &Runtime) -> usize {
    runtime.metrics().num_alive_tasks()
}

#[test]
fn whatever_happens_nothing_is_created_twice() {
    let count = schedules("ECM_SCHEDULES", 4_000);
    let threads = thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    let tally = thread::scope(|scope| {
        let share = |index| index * count / threads..(index + 1) * count / threads;
        let workers: Vec<_> =
            (0..threads).map(|index| scope.spawn(move || simulate(share(index)))).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).fold(Tally::default(), Tally::with)
    });
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
