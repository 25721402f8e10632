//! Limiter that spaces requests evenly.
//!
//! A burst at the begin of a second and another at its end would exceed the count in some windows
//! and not in others, and it is the service's window that counts. Therefore requests follow each
//! other at a distance, the *period*, a little longer than the second divided by the limit.
//!
//! Proof that no second, its ends included, holds more than `n` requests: let `f` be the moment from
//! which a request may go, `a >= f` the moment when it goes, `p` the period and `s` the slack. The
//! next one may go from `f' = max(f, a - s) + p`. So the request `n` places later goes no earlier
//! than `a - s + n*p`, and `n*p - s` is more than a second by the choice of `p` and `s` below.

use std::sync::{Mutex as StdMutex, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;

use crate::Sleep;

/// Time by which `n` periods exceed a second, for varying network delays.
const MARGIN: Duration = Duration::from_millis(10);

/// Time by which a late request lets the next one go early. A timer is late by a millisecond or two
/// each time; without this, the rate would fall behind the limit.
const SLACK: Duration = Duration::from_millis(5);

/// Maximum factor of the period after throttling, which doubles it each time.
const MAX_SLOWDOWN: u32 = 32;

/// Time in which the period doubles at most once: all requests in flight may be refused together.
const SLOWDOWN_INTERVAL: Duration = Duration::from_secs(1);

/// Divisor of the recovery: each accepted request takes back this part of what was added.
const RECOVERY_DIVISOR: u32 = 16;

/// Limiter of the requests of one action, first come, first served. The queue is that of the lock:
/// a waiter that is dropped leaves nothing behind, and only a request that goes takes a slot.
pub(crate) struct Limiter {
    turn: Mutex<()>,
    schedule: StdMutex<Schedule>,
}

struct Schedule {
    next_at: Duration,
    period: Duration,
    min_period: Duration,
    slowed_at: Option<Duration>,
}

impl Limiter {
    pub(crate) fn new(per_second: u32) -> Self {
        let min_period = (Duration::from_secs(1) + MARGIN) / per_second.max(1);
        // Division rounds down, by less than a nanosecond for each of the requests.
        let min_period = min_period + Duration::from_nanos(1);
        let schedule =
            Schedule { next_at: Duration::ZERO, period: min_period, min_period, slowed_at: None };
        Self { turn: Mutex::new(()), schedule: StdMutex::new(schedule) }
    }

    pub(crate) async fn wait(&self, sleep: &dyn Sleep) {
        let _turn = self.turn.lock().await;
        while let Some(pause) = self.take(sleep.elapsed()) {
            sleep.sleep(pause).await;
        }
    }

    /// Takes a slot, or returns the time to wait; that can grow meanwhile.
    fn take(&self, now: Duration) -> Option<Duration> {
        self.with(|schedule| {
            if now < schedule.next_at {
                return Some(schedule.next_at - now);
            }
            schedule.next_at = schedule.next_at.max(now.saturating_sub(SLACK)) + schedule.period;
            None
        })
    }

    /// Slows down after the service throttled a request.
    pub(crate) fn throttled(&self, now: Duration) {
        self.with(|schedule| {
            if schedule.slowed_at.is_some_and(|at| now.saturating_sub(at) < SLOWDOWN_INTERVAL) {
                return;
            }
            schedule.slowed_at = Some(now);
            schedule.period = (schedule.period * 2).min(schedule.min_period * MAX_SLOWDOWN);
            // Whatever the service counted is forgotten after a second.
            schedule.next_at = schedule.next_at.max(now + SLOWDOWN_INTERVAL);
        });
    }

    /// Speeds up after the service accepted a request.
    pub(crate) fn accepted(&self) {
        self.with(|schedule| {
            let added = schedule.period.saturating_sub(schedule.min_period);
            schedule.period -= added / RECOVERY_DIVISOR;
        });
    }

    fn with<T>(&self, look: impl FnOnce(&mut Schedule) -> T) -> T {
        // A thread that panicked with the lock held has left valid numbers.
        look(&mut self.schedule.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests;
