//! One record and what is going to become of it.

use std::collections::VecDeque;
use std::time::SystemTime;

use ecm_spec::model::Path;
use serde_json::{Map, Value};

use crate::json_path;

/// A change at a time.
#[derive(Clone, Debug)]
pub(super) struct ScheduledChange {
    pub(super) at: SystemTime,
    pub(super) change: RecordChange,
}

/// What happens then.
#[derive(Clone, Debug)]
pub(super) enum RecordChange {
    Set(Vec<(Path, Value)>),
    Removed,
}

/// Something that was created.
#[derive(Debug)]
pub(super) struct SimulatedRecord {
    id: String,
    fields: Map<String, Value>,
    /// What comes, in the order of time.
    steps: VecDeque<ScheduledChange>,
}

impl SimulatedRecord {
    pub(super) fn new(id: &str, fields: Map<String, Value>) -> Self {
        Self { id: id.to_owned(), fields, steps: VecDeque::new() }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// Takes a new course; whatever was still to come is off.
    pub(super) fn follow(&mut self, steps: Vec<ScheduledChange>) {
        self.steps = steps.into();
    }

    /// Does what is due. Whether the record is still there.
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
