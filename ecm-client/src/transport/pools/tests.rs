//! Leases of numbers in place of connections.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::runtime::{Builder, Runtime};

use super::*;

const SECOND: Duration = Duration::from_secs(1);

/// Pools, and how many connections were made.
struct Numbered {
    pools: Pools<usize>,
    made: AtomicUsize,
}

fn pools() -> Numbered {
    Numbered { pools: Pools::new(&PoolConfig::new(SECOND)), made: AtomicUsize::new(0) }
}

impl Numbered {
    /// Leases a connection, and makes one where none is idle.
    async fn lease(&self, effect: Effect, server: &'static str) -> (Lease<usize>, usize) {
        let (lease, idle) = self.pools.lease(effect, &Uri::from_static(server)).await.unwrap();
        let new = || self.made.fetch_add(1, Ordering::Relaxed) + 1;
        (lease, idle.unwrap_or_else(new))
    }

    /// Leases a connection and gives it back; its number.
    async fn used(&self, effect: Effect, server: &'static str) -> usize {
        let (lease, number) = self.lease(effect, server).await;
        drop(lease.ended(number));
        number
    }
}

#[tokio::test]
async fn what_was_answered_well_is_used_again() {
    let pools = pools();
    for _ in 0..3 {
        assert_eq!(pools.used(Effect::Read, "http://a").await, 1);
        assert_eq!(pools.used(Effect::Idempotent, "http://a").await, 1);
        assert_eq!(pools.used(Effect::Create, "http://a").await, 2, "creates are apart");
        assert_eq!(pools.used(Effect::Read, "http://b").await, 3, "another server");
        assert_eq!(pools.used(Effect::Read, "https://a").await, 4, "another scheme");
    }
}

#[tokio::test]
async fn what_was_not_answered_or_was_poisoned_is_not() {
    let pools = pools();
    drop(pools.lease(Effect::Read, "http://a").await);
    assert_eq!(pools.used(Effect::Read, "http://a").await, 2);
    let (lease, number) = pools.lease(Effect::Read, "http://a").await;
    assert_eq!(number, 2);
    let poisoned = lease.ended(number);
    poisoned.poison();
    drop(poisoned);
    assert_eq!(pools.used(Effect::Read, "http://a").await, 3);
}

#[tokio::test]
async fn one_fault_does_not_touch_the_connections_of_others() {
    let pools = pools();
    let (good, number) = pools.lease(Effect::Read, "http://a").await;
    let (bad, other) = pools.lease(Effect::Read, "http://a").await;
    assert_ne!(number, other, "a connection is used by one request at a time");
    let (good, bad) = (good.ended(number), bad.ended(other));
    bad.poison();
    drop((good, bad));
    assert_eq!(pools.used(Effect::Read, "http://a").await, number);
}

#[tokio::test(start_paused = true)]
async fn what_was_idle_for_too_long_is_gone() {
    let pools = pools();
    for (effect, timeout) in [(Effect::Create, CREATE_IDLE_TIMEOUT), (Effect::Read, IDLE_TIMEOUT)] {
        let first = pools.used(effect, "http://a").await;
        tokio::time::sleep(timeout - SECOND).await;
        assert_eq!(pools.used(effect, "http://a").await, first);
        tokio::time::sleep(timeout).await;
        assert_ne!(pools.used(effect, "http://a").await, first);
    }
    let idle = || pools.pools.general.idle_count();
    pools.used(Effect::Read, "http://b").await;
    assert_eq!(idle(), 2);
    // Whatever the server, and though nobody asks.
    tokio::time::sleep(IDLE_TIMEOUT * 2).await;
    assert_eq!(idle(), 0);
}

#[tokio::test]
async fn nothing_is_left_behind() {
    let tasks = || tokio::runtime::Handle::current().metrics().num_alive_tasks();
    let pools = pools();
    pools.used(Effect::Read, "http://a").await;
    assert_eq!(tasks(), 1, "it closes connections that are idle");
    pools.used(Effect::Read, "http://a").await;
    assert_eq!(tasks(), 1);
    drop(pools);
    while tasks() > 0 {
        tokio::task::yield_now().await;
    }
}

#[test]
fn connections_are_closed_also_after_a_runtime_has_ended() {
    let pools = pools();
    for _ in 0..2 {
        let runtime = Builder::new_current_thread().enable_time().start_paused(true).build();
        runtime.unwrap().block_on(pools.used(Effect::Read, "http://a"));
        assert!(pools.pools.general.idle_count() > 0);
    }
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.unwrap().block_on(async {
        pools.used(Effect::Read, "http://b").await;
        tokio::time::sleep(IDLE_TIMEOUT * 2).await;
    });
    assert_eq!(pools.pools.general.idle_count(), 0);
}

#[test]
fn each_runtime_has_connections_of_its_own() {
    let pools = pools();
    let new = || Builder::new_current_thread().enable_time().build().unwrap();
    let runtimes = [(); 2].map(|()| new());
    let used = |runtime: &Runtime| runtime.block_on(pools.used(Effect::Create, "http://a"));
    let numbers = runtimes.each_ref().map(used);
    assert_eq!(numbers, [1, 2]);
    assert_eq!(runtimes.each_ref().map(used), numbers);
}

#[test]
fn without_a_runtime_there_is_no_connection_and_the_error_says_so() {
    let pools = pools();
    let server = Uri::from_static("http://a");
    let mut lease = std::pin::pin!(pools.pools.lease(Effect::Read, &server));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = lease.as_mut().poll(&mut context) else { panic!() };
    assert!(error.to_string().starts_with("not sent: there is no tokio runtime"), "{error}");
}
