//! Database whose clock is the simulated time, and whose answers take a while.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use rusqlite::{Connection, params};

use super::super::*;

/// Expression that reads the clock.
const NOW: &str = "(SELECT now FROM test_clock)";
/// Time of the database when the test begins.
const START: i64 = 1_700_000_000_000_000;

/// Time that questions and answers take.
#[derive(Clone, Copy, Debug)]
pub(super) enum Delay {
    /// None at all.
    None,
    /// A few milliseconds and, after a few quick ones, sometimes much more; the number is a seed.
    Varying(u64),
}

pub(super) struct SimulatedDatabase {
    connection: Mutex<Connection>,
    started: Instant,
    set_back: AtomicI64,
    delay: Delay,
    period: i64,
    random: Mutex<fastrand::Rng>,
    log: Mutex<Log>,
}

#[derive(Default)]
struct Log {
    slots: Vec<i64>,
    skipped: Vec<(i64, i64)>,
    late: usize,
    free: i64,
    answers: usize,
}

impl SimulatedDatabase {
    pub(super) fn new(delay: Delay, per_second: u32) -> Self {
        let connection = Connection::open_in_memory().unwrap();
        let tables = "CREATE TABLE launch_slots (name TEXT PRIMARY KEY, next_slot INTEGER) STRICT;
                      CREATE TABLE test_clock (now INTEGER) STRICT; INSERT INTO test_clock VALUES (0);";
        connection.execute_batch(tables).unwrap();
        let seed = if let Delay::Varying(seed) = delay { seed } else { 0 };
        Self {
            connection: Mutex::new(connection),
            started: Instant::now(),
            set_back: AtomicI64::new(0),
            delay,
            period: period(per_second),
            random: Mutex::new(fastrand::Rng::with_seed(seed)),
            log: Mutex::default(),
        }
    }

    pub(super) fn now(&self) -> i64 {
        START + micros(self.started.elapsed()) - self.set_back.load(Ordering::SeqCst)
    }

    /// Sets the clock back.
    pub(super) fn set_back(&self, by: Duration) {
        self.set_back.fetch_add(micros(by), Ordering::SeqCst);
    }

    /// Begins of all slots that were handed out.
    pub(super) fn slots(&self) -> Vec<i64> {
        self.log.lock().unwrap().slots.clone()
    }

    /// Slots that were left out although somebody waited: the one that was due and the one that was given.
    pub(super) fn skipped(&self) -> Vec<(i64, i64)> {
        self.log.lock().unwrap().skipped.clone()
    }

    /// Number of reservations whose answer came so late that their slots may be dropped.
    pub(super) fn late(&self) -> usize {
        self.log.lock().unwrap().late
    }

    async fn travel(&self, can_be_slow: bool) -> bool {
        let Delay::Varying(_) = self.delay else { return false };
        let (millis, is_slow) = {
            let mut random = self.random.lock().unwrap();
            let is_slow = can_be_slow && random.u8(..8) == 0;
            (if is_slow { random.u64(10..400) } else { random.u64(0..4) }, is_slow)
        };
        sleep(Duration::from_millis(millis)).await;
        is_slow
    }

    /// Runs a statement at the present time.
    fn run<T>(&self, work: impl FnOnce(&Connection, i64) -> rusqlite::Result<T>) -> T {
        let connection = self.connection.lock().unwrap();
        let now = self.now();
        connection.execute("UPDATE test_clock SET now = ?1", [now]).unwrap();
        work(&connection, now).unwrap()
    }
}

impl SlotStore for Arc<SimulatedDatabase> {
    fn reserve(
        &self,
        reservation: Reservation,
    ) -> BoxFuture<'_, Result<Option<Reserved>, SlotError>> {
        Box::pin(async move {
            self.travel(false).await;
            let length = reservation.length;
            let reserved = self.run(|connection, _| {
                let Reservation { name, length, patience } = &reservation;
                let mut statement = connection.prepare(&statement::reserve(NOW))?;
                let mut rows = statement.query(params![name, length, patience])?;
                let row = rows.next()?;
                row.map(|row| Ok(Reserved { end: row.get(0)?, now: row.get(1)? })).transpose()
            });
            let Some(Reserved { end, now }) = reserved else { return Ok(None) };
            let can_be_slow = {
                let mut log = self.log.lock().unwrap();
                let (begin, due) = (end - length, now.max(log.free));
                if begin > due {
                    log.skipped.push((due, begin));
                }
                let count = length / self.period;
                log.slots.extend((0..count).map(|place| begin + self.period * place));
                log.free = end;
                log.answers += 1;
                log.answers > 20
            };
            if self.travel(can_be_slow).await {
                self.log.lock().unwrap().late += 1;
            }
            Ok(Some(Reserved { end, now }))
        })
    }

    fn hold_back(&self, name: String, pause: i64) -> BoxFuture<'_, Result<(), SlotError>> {
        Box::pin(async move {
            self.travel(false).await;
            self.run(|connection, now| {
                let mut log = self.log.lock().unwrap();
                log.free = log.free.max(now + pause);
                connection.execute(&statement::hold_back(NOW), params![name, pause])
            });
            Ok(())
        })
    }
}
