//! Journal's entry as the real one: every operation is done by [`Entry`], once for each input.

use std::collections::HashMap;
use std::time::Duration;

use ecm_launch_protocol::{
    Clocks, Entry, EntryTag, Judgement, LookUp, Order, Resolution, Resource, Situation, Target,
    Timing,
};
use serde_json::{Value, json};

use super::rules::{LEASE_TIME, Rules, SETTLE_TIME, VALIDITY, WINDOW};
use super::world::{NONE, Row};

/// Resources that the key wants.
const WANTED: u8 = 2;
/// Distance of the times of entries from those of worlds, so that they are positive.
const START: i64 = 1000;

/// Operation on an entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Operation {
    /// Begins the key, with the first attempt.
    Begin(i8),
    /// Takes the lease of a key that was not created, with an attempt.
    Relaunch(i8),
    /// Records another attempt, as the holder of the lease or not.
    Attempt(i8, bool),
    /// Records this number of ids.
    Answer(u8),
    /// Judges a look-up: clocks at its begin and at its end, and the number of resources.
    Judge { began: (i8, i8), ended: (i8, i8), found: u8 },
    /// Leaves the key to a person.
    Undecide,
    /// Records a person's word about the number of resources.
    Resolve(u8),
    /// Removes the key, and gives the row that was removed.
    Forget,
}

/// Memory of all operations done so far.
pub(crate) struct Operations {
    timing: Timing,
    done: HashMap<(Option<Row>, i8, Operation), Option<Row>>,
}

impl Operations {
    pub(crate) fn new(rules: &Rules) -> Self {
        let window = if rules.has_window { i64::from(WINDOW) } else { 10_000 };
        let (validity, settle_time) = (i64::from(VALIDITY), i64::from(SETTLE_TIME));
        let timing = match rules.has_fence {
            true => Timing::shortened_for_tests(validity, settle_time, window),
            // Everything is behind it.
            false => Timing::shortened_for_tests(validity, -500, 1000),
        };
        let lease = if rules.lease_ends { LEASE_TIME.unsigned_abs() } else { 100 };
        Self { timing: timing.lease_time(Duration::from_secs(lease.into())), done: HashMap::new() }
    }

    /// Returns the next row; `None` where the operation is refused or has no result yet.
    pub(crate) fn apply(
        &mut self,
        row: Option<Row>,
        skew: i8,
        operation: Operation,
    ) -> Option<Row> {
        let timing = self.timing;
        let done = self.done.entry((row, skew, operation));
        *done.or_insert_with(|| {
            let at = situation(row, skew);
            run(row, at, operation, &timing).map(|entry| to_row(&entry, at.epoch))
        })
    }
}

/// Time and epoch of the journal. One that was restored has the time of that as its epoch.
fn situation(row: Option<Row>, skew: i8) -> Situation {
    let restored = row.map(|row| row.restored).filter(|restored| *restored != NONE);
    Situation { now: time(skew), epoch: restored.map_or(0, |at| time(at).unsigned_abs()) }
}

fn run(row: Option<Row>, at: Situation, operation: Operation, timing: &Timing) -> Option<Entry> {
    let entry = row.map(to_entry);
    match (operation, entry) {
        (Operation::Begin(signed), None) => {
            let entry = Entry::begin(order(), at).take_lease("me", timing, at).ok()?;
            entry.record_attempt("me", time(signed), timing, at).ok()
        }
        (Operation::Relaunch(signed), Some(entry)) => {
            let entry = entry.take_lease("me", timing, at).ok()?;
            entry.record_attempt("me", time(signed), timing, at).ok()
        }
        (Operation::Attempt(signed, holds_lease), Some(entry)) => {
            let me = if holds_lease { "holder" } else { "me" };
            entry.record_attempt(me, time(signed), timing, at).ok()
        }
        (Operation::Answer(number), Some(entry)) => {
            Some(entry.record_answer(&resources(number), at))
        }
        (Operation::Judge { began, ended, found }, Some(entry)) => {
            let clocks = |(service, journal)| Clocks {
                service: Some(time(service)),
                journal: time(journal),
            };
            let look_up =
                LookUp { began: clocks(began), ended: clocks(ended), found: resources(found) };
            match entry.judge(&look_up, timing, at) {
                Judgement::Settled(entry) => Some(*entry),
                Judgement::Pending { .. } => None,
            }
        }
        (Operation::Undecide, Some(entry)) => entry.undecide(at).ok(),
        (Operation::Resolve(number), Some(entry)) => {
            let resolution = match number {
                0 => Resolution::NotCreated,
                _ => Resolution::Created((0..number).map(|id| id.to_string()).collect()),
            };
            entry.resolve(&resolution, timing, at).ok()
        }
        (Operation::Forget, Some(entry)) => entry.check_forgettable(at.epoch).ok().map(|()| entry),
        _ => None,
    }
}

fn time(relative: i8) -> i64 {
    START + i64::from(relative)
}

fn resources(number: u8) -> Vec<Resource> {
    (0..number).map(|id| Resource { id: id.to_string(), state: None }).collect()
}

fn order() -> Order {
    let text = || "x".to_owned();
    Order {
        key: text(),
        target: Target {
            service: text(),
            version: text(),
            action: text(),
            host: text(),
            region: None,
            secret_id: text(),
            account: None,
        },
        request: Value::Null,
        wanted: Some(WANTED.into()),
        tag: EntryTag { key: text(), value: text() },
    }
}

/// Entry with what a row says, by way of its text.
fn to_entry(row: Row) -> Entry {
    let at = Situation { now: START, epoch: 0 };
    let mut text: Value = serde_json::from_str(&Entry::begin(order(), at).to_text()).unwrap();
    text["state"] = json!(row.state);
    text["attempts"] = json!([time(row.signed)]);
    text["ids"] = json!(resources(row.ids));
    if row.lease != NONE {
        text["lease"] = json!({"holder": "holder", "until": time(row.lease)});
    }
    Entry::read(&text.to_string()).unwrap()
}

fn to_row(entry: &Entry, epoch: u64) -> Row {
    let text: Value = serde_json::from_str(&entry.to_text()).unwrap();
    let relative = |time: i64| i8::try_from(time - START).unwrap();
    Row {
        state: serde_json::from_value(text["state"].clone()).unwrap(),
        signed: relative(*entry.attempts().iter().max().unwrap()),
        lease: entry.lease().map_or(NONE, |lease| relative(lease.until)),
        ids: entry.ids().len().try_into().unwrap(),
        restored: match text["epoch"].as_u64() == Some(epoch) {
            true => NONE,
            false => relative(epoch.cast_signed()),
        },
    }
}
