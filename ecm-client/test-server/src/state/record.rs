//! Records of a simulation, and their scheduled changes.

use std::collections::VecDeque;
use std::time::{Duration, SystemTime};

use ecm_spec::model::Path;
use serde_json::{Map, Value};

use crate::json_path;

#[derive(Clone, Debug)]
pub(super) struct ScheduledChange {
    pub(super) at: SystemTime,
    pub(super) change: RecordChange,
}

#[derive(Clone, Debug)]
pub(super) enum RecordChange {
    Set(Vec<(Path, Value)>),
    Removed,
}

/// Record that an action created.
#[derive(Debug)]
pub(super) struct SimulatedRecord {
    id: String,
    created: SystemTime,
    /// Place among the records of its request.
    place: usize,
    fields: Map<String, Value>,
    /// Changes to come, in the order of time.
    steps: VecDeque<ScheduledChange>,
}

impl SimulatedRecord {
    pub(super) fn new(
        id: &str,
        fields: Map<String, Value>,
        created: SystemTime,
        place: usize,
    ) -> Self {
        Self { id: id.to_owned(), created, place, fields, steps: VecDeque::new() }
    }

    pub(super) fn place(&self) -> usize {
        self.place
    }

    /// Returns true once so much time has passed since the record was created.
    pub(super) fn is_older(&self, now: SystemTime, age: Duration) -> bool {
        age.is_zero() || now.duration_since(self.created).is_ok_and(|passed| passed >= age)
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    pub(super) fn follow(&mut self, steps: Vec<ScheduledChange>) {
        self.steps = steps.into();
    }

    /// Applies the changes that are due. Returns false once the record is removed.
    pub(super) fn advance(&mut self, now: SystemTime) -> bool {
        while self.steps.front().is_some_and(|step| step.at <= now) {
            let Some(step) = self.steps.pop_front() else { break };
            match step.change {
                RecordChange::Removed => return false,
                RecordChange::Set(values) => {
                    for (path, value) in values {
                        json_path::set(&mut self.fields, &path, value);
                    }
                }
            }
        }
        true
    }
}
