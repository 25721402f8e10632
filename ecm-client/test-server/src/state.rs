//! State kept between requests, as a simulation describes it.

mod filter;
mod numbers;
mod plan;
mod record;
mod values;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::simulation::{
    Behaviour, ChangeAction, CreateAction, ListAction, RecordKind, Simulation, Transition,
};
use ecm_spec::model::{Action, Spec};
use serde_json::{Map, Value};

use super::anomaly::Anomalies;
use super::rejection::Rejection;
use super::sample::Sampler;
use super::{json_path, pagination};
use numbers::RecordNumbers;
use plan::Planner;
use record::SimulatedRecord;

/// Records of a kind that are remembered at most.
const MAX_RECORDS: usize = 100_000;

/// Records of a spec, by kind, oldest first.
#[derive(Debug)]
pub(super) struct SimulatedState {
    simulation: Simulation,
    kinds: Mutex<BTreeMap<String, Vec<SimulatedRecord>>>,
}

/// Request of an action, with what its simulation needs to know.
pub(super) struct ActionCall<'c> {
    pub(super) spec: &'c Spec,
    pub(super) action: &'c Action,
    pub(super) body: &'c Value,
    pub(super) now: SystemTime,
    pub(super) anomalies: Anomalies,
}

impl SimulatedState {
    pub(super) fn new(simulation: Simulation) -> Self {
        Self { simulation, kinds: Mutex::default() }
    }

    /// Carries a request out and puts the simulated fields into `answer`. Does nothing for an
    /// action that the simulation does not describe.
    pub(super) fn run(
        &self,
        call: &ActionCall<'_>,
        answer: &mut Map<String, Value>,
    ) -> Result<(), Rejection> {
        match self.simulation.behaviour(&call.action.name.wire) {
            None => Ok(()),
            Some(Behaviour::Create(creates)) => self.create(creates, call, answer),
            Some(Behaviour::List(lists)) => self.list(lists, call, answer),
            Some(Behaviour::Change(changes)) => self.change(changes, call),
        }
    }

    /// Locks the records, each brought to the state that it has at this time.
    fn kinds(&self, now: SystemTime) -> MutexGuard<'_, BTreeMap<String, Vec<SimulatedRecord>>> {
        let mut kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        for records in kinds.values_mut() {
            records.retain_mut(|record| record.advance(now));
        }
        kinds
    }

    fn create(
        &self,
        creates: &CreateAction,
        call: &ActionCall<'_>,
        answer: &Map<String, Value>,
    ) -> Result<(), Rejection> {
        let mut kinds = self.kinds(call.now);
        let records = kinds.entry(creates.kind.name.clone()).or_default();
        let ids = texts(answer.get(&creates.ids));
        if records.len() + ids.len() > MAX_RECORDS {
            let message = format!("No more than {MAX_RECORDS} records are remembered.");
            return Err(Rejection::new("LimitExceeded", message));
        }
        let mut blank = Sampler::full(call.spec).record(creates.kind.record);
        let items = creates.per.as_ref().map_or_else(Vec::new, |per| values::items(call.body, per));
        let mut numbers = RecordNumbers::new(creates, call.body, ids.len());
        for (position, id) in ids.into_iter().enumerate() {
            let selected = items.get(position).copied();
            let number = Some(numbers.next(selected));
            let planner = Planner { call, kind: &creates.kind, selected, number };
            blank.insert(creates.kind.id.clone(), id.into());
            let mut record = SimulatedRecord::new(id, blank.clone(), call.now, position);
            record.follow(planner.phase(&creates.phase));
            record.advance(call.now);
            records.push(record);
        }
        Ok(())
    }

    fn list(
        &self,
        lists: &ListAction,
        call: &ActionCall<'_>,
        answer: &mut Map<String, Value>,
    ) -> Result<(), Rejection> {
        let kinds = self.kinds(call.now);
        let records = kinds.get(&lists.kind.name).map_or(&[][..], Vec::as_slice);
        let wanted = lists.ids.as_ref().map(|field| texts(call.body.get(field)));
        let wanted = wanted.filter(|ids| !ids.is_empty());
        if let (Some(ids), Some(code)) = (&wanted, &lists.unknown_id) {
            check_ids(records, &lists.kind, ids, code)?;
        }
        let mut conditions = match &lists.filters {
            Some(filters) => filter::conditions(filters, call.body)?,
            None => Vec::new(),
        };
        if call.anomalies.ignores_filters {
            conditions.clear();
        }
        let mut found = Vec::new();
        for record in records.iter().filter(|record| {
            wanted.as_ref().is_none_or(|ids| ids.contains(&record.id()))
                && record.is_older(call.now, call.anomalies.lag(record.place()))
        }) {
            let mut fields = record.fields().clone();
            if let Some(filters) = &lists.filters
                && !record.is_older(call.now, call.anomalies.tag_lag)
            {
                filter::remove_keyed(filters, &mut fields);
            }
            if conditions.iter().all(|condition| condition.holds(&fields)) {
                found.push(Value::Object(fields));
            }
        }
        if lists.newest_first {
            found.reverse();
        }
        match &call.action.pagination {
            Some(pagination) => {
                pagination::page(pagination, &lists.items, lists.size, call.body, found, answer)
            }
            None => json_path::set(answer, &lists.items, found.into()),
        }
        Ok(())
    }

    fn change(&self, changes: &ChangeAction, call: &ActionCall<'_>) -> Result<(), Rejection> {
        let mut kinds = self.kinds(call.now);
        let records = kinds.entry(changes.kind.name.clone()).or_default();
        let ids = texts(call.body.get(&changes.ids));
        check_ids(records, &changes.kind, &ids, &changes.unknown_id)?;
        let touched = |record: &SimulatedRecord| ids.contains(&record.id());
        if let (Some(from), Some(state)) = (&changes.from, &changes.kind.state) {
            let stuck = records.iter().filter(|record| touched(record)).find(|record| {
                !record.fields().get(state).is_some_and(|state| from.contains(state))
            });
            if let Some(record) = stuck {
                let message = format!("{} is not in a state for this.", record.id());
                let code = changes.wrong_state.as_deref().unwrap_or("UnsupportedOperation");
                return Err(Rejection::new(code, message));
            }
        }
        match &changes.transition {
            Transition::Removed => records.retain(|record| !touched(record)),
            Transition::Phase(phase) => {
                let planner = Planner { call, kind: &changes.kind, selected: None, number: None };
                let plan = planner.phase(phase);
                for record in records.iter_mut().filter(|record| touched(record)) {
                    record.follow(plan.clone());
                }
            }
        }
        // What follows at once is seen at once.
        records.retain_mut(|record| record.advance(call.now));
        Ok(())
    }
}

/// Rejects ids that no record has.
fn check_ids(
    records: &[SimulatedRecord],
    kind: &RecordKind,
    ids: &[&str],
    code: &str,
) -> Result<(), Rejection> {
    let there: std::collections::BTreeSet<&str> = records.iter().map(SimulatedRecord::id).collect();
    match ids.iter().position(|id| !there.contains(id)) {
        None => Ok(()),
        Some(at) => {
            let message = format!("The {} of item {at} is not there.", kind.name);
            Err(Rejection::new(code, message))
        }
    }
}

/// Returns the texts of a list, or the single text in place of one.
fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(text)) if !text.is_empty() => vec![text],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
