//! A limiter that spaces requests evenly.
//!
//! A burst at the begin of a second and another at the end of it would be within the count of some
//! windows and not of others, and what counts is the service's window. So requests follow each
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

/// How much longer than a second `n` periods are: what the way to the service may vary by.
const MARGIN: Duration = Duration::from_millis(10);

/// How far a request that went late lets the next one go early. A timer is late by a millisecond or
/// two, each time; without this, the rate would fall behind the limit.
const SLACK: Duration = Duration::from_millis(5);

/// After throttling the period is doubled, at most to this many times what it is by the limit, ...
const MAX_SLOWDOWN: u32 = 32;

/// ... at most once in this time, since all that are on their way may be refused together, ...
const SLOWDOWN_INTERVAL: Duration = Duration::from_secs(1);

/// ... and each request that is not throttled takes back this part of what was added.
const RECOVERY_DIVISOR: u32 = 16;

/// Spaces the requests of one action.
///
/// Waiting is first come, first served, and a waiter that is dropped leaves nothing behind: the
/// queue is that of the lock, and a place in the schedule is only taken by the one who goes.
pub(crate) struct Limiter {
    turn: Mutex<()>,
    schedule: StdMutex<Schedule>,
}

struct Schedule {
    /// From when on the next request may go.
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

    /// Waits until a request may go, and counts it.
    pub(crate) async fn wait(&self, sleep: &dyn Sleep) {
        let _turn = self.turn.lock().await;
        while let Some(pause) = self.take(sleep.elapsed()) {
            sleep.sleep(pause).await;
        }
    }

    /// Lets a request go, or says how long there is to wait. What it may have to wait for can grow
    /// meanwhile.
    fn take(&self, now: Duration) -> Option<Duration> {
        self.with(|schedule| {
            if now < schedule.next_at {
                return Some(schedule.next_at - now);
            }
            schedule.next_at = schedule.next_at.max(now.saturating_sub(SLACK)) + schedule.period;
            None
        })
    }

    /// The service said that there were too many.
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

    /// The service took a request.
    pub(crate) fn accepted(&self) {
        self.with(|schedule| {
            let added = schedule.period.saturating_sub(schedule.min_period);
            schedule.period -= added / RECOVERY_DIVISOR;
        });
    }

    fn with<T>(&self, look: impl FnOnce(&mut Schedule) -> T) -> T {
        // A thread that panicked while it held the lock has left whole numbers behind.
        look(&mut self.schedule.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests;
