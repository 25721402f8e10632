//! Limit of requests per second that the processes of an account share, in the database of a journal.

#[cfg(feature = "postgres")]
pub(crate) mod postgres;
mod slots;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;
mod statement;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ecm_client::{BoxFuture, LimitedAttempt, RateLimiter, RateLimiterError};
use tokio::time::{Instant, sleep};

use slots::{ClockOffset, Pool, Turn, micros, period};

/// Time for which everybody waits after the service throttled a request: what it counted is forgotten then.
const THROTTLE_PAUSE: Duration = Duration::from_secs(1);
/// Slots that may be reserved at once.
const MAX_BATCH: u32 = 1_000;

/// Reservation that a limiter asks for. Durations are in microseconds.
pub(crate) struct Reservation {
    /// Name of the account and the action.
    pub(crate) name: String,
    /// Time that all slots take up.
    pub(crate) length: i64,
    /// Time from now within which the first slot must lie.
    pub(crate) patience: i64,
}

/// Answer to a reservation, in microseconds of the database's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reserved {
    /// End of the slots: the begin of the first one that is still free.
    pub(crate) end: i64,
    /// Time at which they were reserved.
    pub(crate) now: i64,
}

/// Failure of a storage, without secrets.
pub(crate) type SlotError = Box<dyn Error + Send + Sync>;

/// Storage of the next free slot of each action.
pub(crate) trait SlotStore: Send + Sync {
    /// Reserves slots; `None`, without a change, if the first one lies too late.
    fn reserve(
        &self,
        reservation: Reservation,
    ) -> BoxFuture<'_, Result<Option<Reserved>, SlotError>>;

    /// Leaves no slot free for so many microseconds from now.
    fn hold_back(&self, name: String, pause: i64) -> BoxFuture<'_, Result<(), SlotError>>;
}

/// Rate limiter that processes share by a database.
///
/// Each attempt reserves the next free slot by the database's clock, and waits for it. The clocks of the machines
/// need not agree. Slots are first come, first served, and evenly spaced: no second holds more of them than the
/// service accepts. In a process, one attempt at a time holds a reservation; the others wait behind it.
///
/// An attempt that comes to its slot too late, because the database or the machine was slow, reserves another one.
/// When the service throttles an attempt, nobody gets a slot for a second. If the database cannot be reached, the
/// attempt is not sent.
///
/// The services count per account. Processes that use the database for several accounts name theirs
/// ([`SharedRateLimiter::account`]).
pub struct SharedRateLimiter {
    store: Box<dyn SlotStore>,
    batch: u32,
    account: String,
    started: Instant,
    clock: Mutex<ClockOffset>,
    actions: Mutex<BTreeMap<String, Arc<ActionSlots>>>,
}

/// Slots of one action in this process. The queue is that of the lock `turn`.
#[derive(Default)]
struct ActionSlots {
    turn: tokio::sync::Mutex<()>,
    pool: Mutex<Pool>,
}

impl SharedRateLimiter {
    pub(crate) fn new(store: impl SlotStore + 'static) -> Self {
        Self {
            store: Box::new(store),
            batch: 1,
            account: String::new(),
            started: Instant::now(),
            clock: Mutex::default(),
            actions: Mutex::default(),
        }
    }

    /// Sets the number of slots that are reserved at once, from 1 to 1,000 (1).
    ///
    /// More than one saves round trips to the database, which a process that sends much would wait for. Slots that
    /// a process has reserved and does not use are lost for the others: at most one batch, also when it dies.
    #[must_use]
    pub fn batch(self, slots: u32) -> Self {
        Self { batch: slots.clamp(1, MAX_BATCH), ..self }
    }

    /// Sets the account whose limit it is, in any form (default: none, one account for the whole database).
    #[must_use]
    pub fn account(self, account: impl Into<String>) -> Self {
        Self { account: account.into(), ..self }
    }

    /// Waits for the next slot of an action.
    pub(crate) async fn take_slot(
        &self,
        name: String,
        per_second: u32,
        time_left: Duration,
    ) -> Result<(), RateLimiterError> {
        let last = self.now().saturating_add(micros(time_left));
        let action = Arc::clone(locked(&self.actions).entry(name.clone()).or_default());
        let period = period(per_second);
        let _turn = action.turn.lock().await;
        loop {
            let now = self.now();
            let turn = locked(&action.pool).turn(&locked(&self.clock), now);
            match turn {
                Turn::Now => return Ok(()),
                Turn::At(at) if at > last => return Err(RateLimiterError::DeadlineExceeded),
                Turn::At(at) => sleep(duration(at - now)).await,
                Turn::Reserve => {
                    let reservation = Reservation {
                        name: name.clone(),
                        length: period * i64::from(self.batch),
                        patience: last.saturating_sub(now).max(0),
                    };
                    let reserved = self.store.reserve(reservation).await;
                    let reserved = reserved.map_err(RateLimiterError::failed)?;
                    let reserved = reserved.ok_or(RateLimiterError::DeadlineExceeded)?;
                    let is_usable = locked(&self.clock).learn(now, self.now(), reserved.now);
                    if is_usable {
                        locked(&action.pool).add(reserved.end, period, self.batch);
                    }
                }
            }
        }
    }

    /// Gives nobody a slot of an action for a while.
    async fn hold_back(&self, name: String) {
        let action = locked(&self.actions).get(&name).map(Arc::clone);
        if let Some(action) = action {
            locked(&action.pool).clear();
        }
        // A database that fails now fails the next reservation as well, which says so.
        let _ = self.store.hold_back(name, micros(THROTTLE_PAUSE)).await;
    }

    fn name_of(&self, attempt: LimitedAttempt<'_>) -> String {
        format!("{}/{}/{}", self.account, attempt.service, attempt.action)
    }

    /// Returns the time of this process's timer, in microseconds.
    fn now(&self) -> i64 {
        micros(self.started.elapsed())
    }
}

impl RateLimiter for SharedRateLimiter {
    fn wait<'a>(
        &'a self,
        attempt: LimitedAttempt<'a>,
    ) -> BoxFuture<'a, Result<(), RateLimiterError>> {
        Box::pin(self.take_slot(self.name_of(attempt), attempt.per_second, attempt.time_left))
    }

    fn throttled<'a>(&'a self, attempt: LimitedAttempt<'a>) -> BoxFuture<'a, ()> {
        Box::pin(self.hold_back(self.name_of(attempt)))
    }
}

impl fmt::Debug for SharedRateLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedRateLimiter").field("batch", &self.batch).finish_non_exhaustive()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Numbers and lists of them: a thread that panicked has left nothing half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn duration(micros: i64) -> Duration {
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}

#[cfg(all(test, feature = "sqlite"))]
mod tests;
