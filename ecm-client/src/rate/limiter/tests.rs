//! The limiter by simulated time.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::*;
use crate::TokioSleep;
use crate::clock::timeout;

const SECOND: Duration = Duration::from_secs(1);

/// The most moments that any second holds, its ends included.
fn most_in_a_second(moments: &[Duration]) -> usize {
    let within = |start: &Duration| {
        moments.iter().filter(|moment| (*start..=*start + SECOND).contains(moment)).count()
    };
    moments.iter().map(within).max().unwrap_or(0)
}

/// A timer that is late, as real ones are.
struct Late {
    inner: TokioSleep,
    by: fn(u64) -> u64,
    calls: std::sync::atomic::AtomicU64,
}

impl Sleep for Late {
    fn elapsed(&self) -> Duration {
        self.inner.elapsed()
    }

    fn sleep(&self, duration: Duration) -> crate::BoxFuture<'static, ()> {
        let call = self.calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.inner.sleep(duration + Duration::from_millis((self.by)(call)))
    }
}

async fn crowd(by: fn(u64) -> u64) -> Vec<Duration> {
    let limiter = Arc::new(Limiter::new(20));
    let sleep = Arc::new(Late { inner: TokioSleep::new(), by, calls: 0.into() });
    let moments = Arc::new(StdMutex::new(Vec::new()));
    let tasks: Vec<_> = (0..200)
        .map(|_| {
            let (limiter, sleep, moments) =
                (Arc::clone(&limiter), Arc::clone(&sleep), Arc::clone(&moments));
            tokio::spawn(async move {
                loop {
                    limiter.wait(&*sleep).await;
                    let now = sleep.elapsed();
                    if now > SECOND * 30 {
                        return;
                    }
                    moments.lock().unwrap().push(now);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let moments = moments.lock().unwrap();
    moments.clone()
}

#[tokio::test(start_paused = true)]
async fn two_hundred_tasks_for_thirty_seconds() {
    for by in [|_| 0, |call| call % 3] {
        let moments = crowd(by).await;
        assert!(most_in_a_second(&moments) <= 20, "{}", most_in_a_second(&moments));
        assert!(moments.len() >= 585, "{} in 30 s", moments.len());
    }
}

#[tokio::test(start_paused = true)]
async fn late_timers_never_make_a_window_too_full() {
    for by in [|call| call * 7 % 40, |call| if call % 9 == 0 { 900 } else { 0 }] {
        let moments = crowd(by).await;
        assert!(most_in_a_second(&moments) <= 20, "{}", most_in_a_second(&moments));
    }
}

#[tokio::test(start_paused = true)]
async fn any_limit_is_kept() {
    let sleep = TokioSleep::new();
    for per_second in [1, 3, 7, 100, 999] {
        let limiter = Limiter::new(per_second);
        let mut moments = Vec::new();
        for _ in 0..per_second * 3 {
            limiter.wait(&sleep).await;
            moments.push(sleep.elapsed());
        }
        assert!(most_in_a_second(&moments) <= per_second as usize, "{per_second}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_comes_first_goes_first_and_who_leaves_takes_no_place() {
    let (limiter, sleep) = (Limiter::new(10), TokioSleep::new());
    let mut context = Context::from_waker(Waker::noop());
    limiter.wait(&sleep).await;
    let mut first = pin!(limiter.wait(&sleep));
    assert!(first.as_mut().poll(&mut context).is_pending());
    {
        let mut dropped = Box::pin(limiter.wait(&sleep));
        assert!(dropped.as_mut().poll(&mut context).is_pending());
    }
    let mut second = pin!(limiter.wait(&sleep));
    assert!(second.as_mut().poll(&mut context).is_pending());
    tokio::time::advance(Duration::from_millis(102)).await;
    assert_eq!(first.as_mut().poll(&mut context), Poll::Ready(()));
    assert!(second.as_mut().poll(&mut context).is_pending());
    tokio::time::advance(Duration::from_millis(102)).await;
    assert_eq!(second.as_mut().poll(&mut context), Poll::Ready(()));
    assert_eq!(sleep.elapsed(), Duration::from_millis(204));
}

#[tokio::test(start_paused = true)]
async fn who_leaves_while_it_is_their_turn_takes_no_place_either() {
    let (limiter, sleep) = (Limiter::new(10), TokioSleep::new());
    limiter.wait(&sleep).await;
    for _ in 0..50 {
        let turn = pin!(limiter.wait(&sleep));
        assert_eq!(timeout(&sleep, || Duration::from_millis(1), turn).await, None);
    }
    limiter.wait(&sleep).await;
    assert!(sleep.elapsed() < Duration::from_millis(105), "{:?}", sleep.elapsed());
}

#[tokio::test(start_paused = true)]
async fn throttling_slows_once_and_wears_off() {
    let (limiter, sleep) = (Limiter::new(20), TokioSleep::new());
    limiter.wait(&sleep).await;
    for _ in 0..10 {
        limiter.throttled(sleep.elapsed());
    }
    let start = sleep.elapsed();
    limiter.wait(&sleep).await;
    assert_eq!(sleep.elapsed() - start, SECOND, "a whole second is left to the service");
    let start = sleep.elapsed();
    limiter.wait(&sleep).await;
    let distance = sleep.elapsed() - start;
    assert!((100..=103).contains(&distance.as_millis()), "{distance:?}");
    for _ in 0..200 {
        limiter.accepted();
    }
    limiter.wait(&sleep).await;
    let start = sleep.elapsed();
    limiter.wait(&sleep).await;
    let distance = sleep.elapsed() - start;
    assert!((50..=52).contains(&distance.as_millis()), "{distance:?}");
    for _ in 0..100 {
        tokio::time::advance(SECOND).await;
        limiter.throttled(sleep.elapsed());
    }
    assert_eq!(
        limiter.with(|schedule| schedule.period),
        limiter.with(|schedule| schedule.min_period) * MAX_SLOWDOWN
    );
}
