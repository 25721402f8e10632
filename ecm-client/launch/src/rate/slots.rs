//! Arithmetic of slots, without I/O. All times are microseconds.
//!
//! Slots of a limit of `n` in a second follow each other at a distance of at least `p = (1 s + MARGIN) / n`. An attempt
//! begins between its slot and `UNCERTAINTY + TOLERANCE` later, where answers of the database take no longer than
//! `UNCERTAINTY`. So of `n + 1` attempts the last begins at least `n * p - UNCERTAINTY - TOLERANCE`, which is more than
//! a second, after the first: no second, its ends included, holds all of them.

use std::collections::VecDeque;
use std::time::Duration;

const SECOND: i64 = 1_000_000;

/// Time by which `n` periods exceed a second.
const MARGIN: i64 = 20_000;

/// Time after its begin for which a slot can be used. Timers are late by a millisecond or two, and a slot that
/// is used much later would come together with others.
const TOLERANCE: i64 = 10_000;

/// Time that an answer may take for the database's clock to be known well enough.
const UNCERTAINTY: i64 = 8_000;

const _: () = assert!(TOLERANCE + UNCERTAINTY < MARGIN);

/// Answers after which the slots of slow ones are used as well: the database may be far away.
const MAX_VAGUE: u32 = 3;

/// Returns the distance of two slots.
pub(super) fn period(per_second: u32) -> i64 {
    let per_second = i64::from(per_second.max(1));
    (SECOND + MARGIN + per_second - 1) / per_second
}

/// Returns microseconds, at most so many that sums do not overflow.
pub(super) fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX).min(i64::MAX / 4)
}

/// Difference of this process's timer from the database's clock, as far as it is known.
///
/// An answer with the database's time `now`, to a question asked at `asked` and answered at `answered`, shows that the difference
/// lies between `asked - now` and `answered - now`. The lowest upper bound of all answers is kept: with it, nobody is
/// early, and only the variation of the way back makes somebody late.
#[derive(Debug, Default)]
pub(super) struct ClockOffset {
    known: Option<i64>,
    /// Answers so far that were too slow, until one was not.
    vague: u32,
}

impl ClockOffset {
    /// Learns from an answer; false if it is too vague for its slots to be used.
    pub(super) fn learn(&mut self, asked: i64, answered: i64, now: i64) -> bool {
        let (lowest, highest) = (asked - now, answered - now);
        // One that lies outside is of a clock that was set, or that goes at another speed.
        let known = self.known.map(|known| known.clamp(lowest, highest.max(lowest)));
        self.known = Some(known.unwrap_or(highest));
        self.vague = match answered - asked <= UNCERTAINTY {
            true => MAX_VAGUE,
            false => self.vague.saturating_add(1),
        };
        self.vague >= MAX_VAGUE
    }

    /// Returns the time of this process's timer at a time of the database's clock.
    fn local(&self, time: i64) -> i64 {
        time.saturating_add(self.known.unwrap_or(0))
    }
}

/// Next step of an attempt that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Its slot is taken; it may go.
    Now,
    /// Its slot begins at this time of the timer.
    At(i64),
    /// There is no slot; one must be reserved.
    Reserve,
}

/// Slots that this process has reserved, in their order, by the database's clock.
#[derive(Debug, Default)]
pub(super) struct Pool(VecDeque<i64>);

impl Pool {
    /// Adds slots up to their end.
    pub(super) fn add(&mut self, end: i64, period: i64, count: u32) {
        self.0.extend((1..=i64::from(count)).rev().map(|place| end - place * period));
    }

    /// Takes the first slot, if its time has come, and drops those that are past.
    pub(super) fn turn(&mut self, clock: &ClockOffset, now: i64) -> Turn {
        while let Some(slot) = self.0.front() {
            let at = clock.local(*slot);
            if now < at {
                return Turn::At(at);
            }
            self.0.pop_front();
            if now <= at + TOLERANCE {
                return Turn::Now;
            }
        }
        Turn::Reserve
    }

    /// Drops all slots.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
