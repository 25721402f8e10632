//! Schedules of records, from the phases of a simulation.

use std::time::{Duration, SystemTime};

use crate::clock::{moved, text_of};
use crate::simulation::{Phase, RecordKind, Transition, ValueSource};
use ecm_spec::model::{Path, Scalar, Shape};
use serde_json::Value;

use super::numbers::RecordNumber;
use super::record::{RecordChange, ScheduledChange};
use super::{ActionCall, values};

/// Makes the schedule of the records that a request is about.
pub(super) struct Planner<'p> {
    pub(super) call: &'p ActionCall<'p>,
    pub(super) kind: &'p RecordKind,
    /// List of the request, and the number of its item that the record is for.
    pub(super) selected: Option<(&'p str, usize)>,
    /// Number of the record among those that the request creates.
    pub(super) number: Option<RecordNumber>,
}

impl Planner<'_> {
    /// Schedules a phase that begins now, and all phases that follow it.
    pub(super) fn phase(&self, phase: &Phase) -> Vec<ScheduledChange> {
        let mut steps = vec![self.step(phase, self.call.now)];
        let mut at = self.call.now;
        let mut then = phase.then.as_deref();
        while let Some((after, transition)) = then {
            let Some(later) = at.checked_add(Duration::from_secs(*after)) else { break };
            at = later;
            then = match transition {
                Transition::Removed => {
                    steps.push(ScheduledChange { at, change: RecordChange::Removed });
                    None
                }
                Transition::Phase(phase) => {
                    steps.push(self.step(phase, at));
                    phase.then.as_deref()
                }
            };
        }
        steps
    }

    fn step(&self, phase: &Phase, at: SystemTime) -> ScheduledChange {
        let set = phase.set.iter().filter_map(|(path, source)| {
            let shape = self.shape(path)?;
            Some((path.clone(), self.value(source, shape, at)?))
        });
        ScheduledChange { at, change: RecordChange::Set(set.collect()) }
    }

    fn value(&self, source: &ValueSource, shape: &Shape, at: SystemTime) -> Option<Value> {
        match source {
            ValueSource::Literal(value) => Some(value.clone()),
            ValueSource::Now => {
                Some(format_time(at, self.call.anomalies.record_time_offset, shape))
            }
            ValueSource::Request { path, otherwise, numbered } => {
                let found = values::values_at(self.call.body, path, self.selected);
                let value = values::shaped(self.call.spec, shape, found);
                let value = match (value, numbered.as_ref().zip(self.number)) {
                    (Some(Value::String(text)), Some((placeholder, number))) => {
                        Some(number.written_into(&text, placeholder).into())
                    }
                    (value, _) => value,
                };
                value.or_else(|| otherwise.clone())
            }
        }
    }

    fn shape(&self, path: &Path) -> Option<&Shape> {
        let spec = self.call.spec;
        let (last, outer) = path.split_last()?;
        let record = outer.iter().try_fold(self.kind.record, |record, name| {
            match spec[record].field(name)?.shape {
                Shape::Record(inner) => Some(inner),
                _ => None,
            }
        })?;
        Some(&spec[record].field(last)?.shape)
    }
}

/// Formats a time in UTC, moved by so many seconds, as the field spells it.
fn format_time(at: SystemTime, offset: i64, shape: &Shape) -> Value {
    let Some(text) = moved(at, offset).and_then(text_of) else { return Value::Null };
    match shape {
        Shape::Scalar(Scalar::Date) => {
            text.chars().take("YYYY-MM-DD".len()).collect::<String>().into()
        }
        Shape::Scalar(Scalar::DateTimeIso) => text.into(),
        _ => text.trim_end_matches('Z').replace('T', " ").into(),
    }
}
