//! From what a simulation says to the steps of a record.

use std::time::{Duration, SystemTime};

use crate::simulation::{Becomes, Kind, Phase, Source};
use ecm_spec::model::{Path, Scalar, Shape};
use jiff::Timestamp;
use serde_json::Value;

use super::record::{Change, Step};
use super::{Call, values};

/// Makes steps for the records that one request is about.
pub(super) struct Planner<'p> {
    pub(super) call: &'p Call<'p>,
    pub(super) kind: &'p Kind,
    /// The item of a list of the request that the record is for.
    pub(super) picked: Option<(&'p str, usize)>,
}

impl Planner<'_> {
    /// The steps of a phase that begins now, and of all that follow it.
    pub(super) fn phase(&self, phase: &Phase) -> Vec<Step> {
        let mut steps = vec![self.step(phase, self.call.now)];
        let mut at = self.call.now;
        let mut then = phase.then.as_deref();
        while let Some((after, becomes)) = then {
            let Some(later) = at.checked_add(Duration::from_secs(*after)) else { break };
            at = later;
            then = match becomes {
                Becomes::Gone => {
                    steps.push(Step { at, change: Change::Gone });
                    None
                }
                Becomes::Phase(phase) => {
                    steps.push(self.step(phase, at));
                    phase.then.as_deref()
                }
            };
        }
        steps
    }

    fn step(&self, phase: &Phase, at: SystemTime) -> Step {
        let set = phase.set.iter().filter_map(|(path, source)| {
            let shape = self.shape(path)?;
            Some((path.clone(), self.value(source, shape, at)?))
        });
        Step { at, change: Change::Set(set.collect()) }
    }

    fn value(&self, source: &Source, shape: &Shape, at: SystemTime) -> Option<Value> {
        match source {
            Source::Literal(value) => Some(value.clone()),
            Source::Now => Some(written(at, shape)),
            Source::Request { path, otherwise } => {
                let found = values::found(self.call.body, path, self.picked);
                let value = values::fitted(self.call.spec, shape, found);
                value.or_else(|| otherwise.clone())
            }
        }
    }

    /// The shape of a field of the record.
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

/// A time in the spelling of the field, in UTC.
fn written(at: SystemTime, shape: &Shape) -> Value {
    let format = match shape {
        Shape::Scalar(Scalar::Date) => "%Y-%m-%d",
        Shape::Scalar(Scalar::DateTimeIso) => "%Y-%m-%dT%H:%M:%SZ",
        _ => "%Y-%m-%d %H:%M:%S",
    };
    Timestamp::try_from(at).map_or(Value::Null, |time| time.strftime(format).to_string().into())
}
