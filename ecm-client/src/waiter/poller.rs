//! Polling of the states of ids.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::error::{WaiterError, WaiterFailure};
use super::state::{ObservedState, WaiterOutput, WaiterProgress};
use crate::rt::{self, AbsenceMeaning, Record, View, WaiterIds, WaiterTable};

/// State of all ids so far. It knows no types: responses are records.
pub(crate) struct StatePoller {
    table: &'static WaiterTable,
    states: Vec<ObservedState>,
}

impl StatePoller {
    pub(crate) fn new(table: &'static WaiterTable, ids: Vec<String>) -> Self {
        let mut known = BTreeSet::new();
        let states = ids
            .into_iter()
            .filter(|id| known.insert(id.clone()))
            .map(|id| ObservedState { id, state: None, progress: WaiterProgress::Pending });
        Self { table, states: states.collect() }
    }

    pub(super) fn table(&self) -> &'static WaiterTable {
        self.table
    }

    /// Returns the ids that are still polled, in batches of as many as one request takes.
    pub(super) fn batches(&self) -> Vec<Vec<String>> {
        let pending = self.states.iter().filter(|seen| seen.progress == WaiterProgress::Pending);
        let ids: Vec<String> = pending.map(|seen| seen.id.clone()).collect();
        ids.chunks(self.table.batch.max(1)).map(<[String]>::to_vec).collect()
    }

    /// Builds the request for some ids from the user's.
    pub(super) fn request(&self, template: &Value, ids: &[String]) -> Value {
        let mut request = template.as_object().cloned().unwrap_or_default();
        match self.table.ids {
            WaiterIds::One(field) => {
                request.insert(field.to_owned(), ids.first().cloned().into());
            }
            WaiterIds::List(field) => {
                request.insert(field.to_owned(), ids.into());
            }
            WaiterIds::Filter { list, name, value, values } => {
                let filter = json!({ name: value, values: ids });
                add_filter(&mut request, list, name, value, filter);
            }
        }
        if let Some(limit) = self.table.limit {
            request.insert(limit.to_owned(), self.table.batch.into());
        }
        Value::Object(request)
    }

    /// Updates the states of the ids of one request from its response.
    pub(super) fn update(&mut self, batch: &[String], response: &dyn Record) {
        let batch: BTreeSet<&str> = batch.iter().map(String::as_str).collect();
        let found = self.states_in(response);
        for seen in self.states.iter_mut().filter(|seen| batch.contains(seen.id.as_str())) {
            let answer = match self.table.items {
                [] => text(rt::field_at(response, self.table.state)).map(Some),
                _ => found.get(&seen.id).cloned(),
            };
            let is_absent = answer.is_none() && !self.table.items.is_empty();
            seen.state = answer.flatten();
            seen.progress = match (&seen.state, is_absent) {
                (_, true) => match self.table.absent {
                    AbsenceMeaning::Wait => WaiterProgress::Pending,
                    AbsenceMeaning::Done => WaiterProgress::Done,
                    AbsenceMeaning::Fail => WaiterProgress::Failed,
                },
                (Some(state), false) if self.table.until.contains(&state.as_str()) => {
                    WaiterProgress::Done
                }
                (Some(state), false) if self.table.failed.contains(&state.as_str()) => {
                    WaiterProgress::Failed
                }
                _ => WaiterProgress::Pending,
            };
        }
    }

    fn states_in(&self, response: &dyn Record) -> BTreeMap<String, Option<String>> {
        let View::List(items) = rt::field_at(response, self.table.items) else {
            return BTreeMap::new();
        };
        let found = (0..items.len()).filter_map(|index| {
            let View::Record(record) = items.item(index) else { return None };
            let id = text(rt::field_at(record, self.table.id))?;
            Some((id, text(rt::field_at(record, self.table.state))))
        });
        found.collect()
    }

    pub(super) fn has_failed(&self) -> bool {
        self.states.iter().any(|seen| seen.progress == WaiterProgress::Failed)
    }

    pub(super) fn is_done(&self) -> bool {
        self.states.iter().all(|seen| seen.progress == WaiterProgress::Done)
    }

    pub(super) fn into_output(self) -> WaiterOutput {
        WaiterOutput { states: self.states }
    }

    pub(super) fn into_error(self, failure: WaiterFailure) -> WaiterError {
        WaiterError { name: self.table.name, states: self.states, failure }
    }
}

/// Adds a filter to a list of filters, in place of one of the same name.
fn add_filter(
    request: &mut Map<String, Value>,
    list: &str,
    name: &str,
    value: &str,
    filter: Value,
) {
    let mut filters = match request.remove(list) {
        Some(Value::Array(filters)) => filters,
        _ => Vec::new(),
    };
    filters.retain(|filter| filter.get(name).and_then(Value::as_str) != Some(value));
    filters.push(filter);
    request.insert(list.to_owned(), Value::Array(filters));
}

/// Returns a state or an id as text; integers in decimal, as in the tables.
fn text(view: View<'_>) -> Option<String> {
    match view {
        View::Text(text) => Some(text.to_owned()),
        View::Int(value) => Some(value.to_string()),
        View::Uint(value) => Some(value.to_string()),
        _ => None,
    }
}
