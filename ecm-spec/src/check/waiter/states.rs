//! Checks of the states that a waiter reads and of those that it waits for.

use std::collections::HashMap;

use super::WaiterChecker;
use super::ids::CheckedIds;
use crate::check::index::ShapeClass;
use crate::check::resolve::ResolvedField;
use crate::json::Node;
use crate::model::{Shape, StateSource, WaiterIds};
use crate::problem::{ProblemCode, Report, Span, quote};
use crate::raw::{Text, as_i64, as_text};

pub(super) struct CheckedState<'a> {
    pub(super) source: StateSource,
    shape: &'a Shape,
}

impl<'a> WaiterChecker<'a, '_> {
    pub(super) fn state_source(
        &self,
        ids: Option<&CheckedIds>,
        report: &mut Report,
    ) -> Option<CheckedState<'a>> {
        let waiter = self.waiter;
        let state = waiter.state?;
        match (waiter.items, waiter.id) {
            (Some(items), Some(id)) => {
                let (list, item) = self.list(items, report)?;
                let (fits, code) = (&[ShapeClass::Text], ProblemCode::BadWaiter);
                let id_target = self.resolver.resolve_class(item, id, fits, code, report)?;
                let target = self.state(item, state, report)?;
                let source =
                    StateSource::Items { items: list.path, id: id_target.path, state: target.path };
                Some(CheckedState { source, shape: target.shape })
            }
            (None, None) => {
                if ids.is_some_and(|ids| !matches!(ids.ids, WaiterIds::One(_))) {
                    let message = "a waiter for several ids needs `items` and `id`";
                    return report.add(ProblemCode::BadWaiter, waiter.wire.at, message).none();
                }
                if let Some((_, at)) = waiter.absent {
                    let message = "`absent` needs `items`: without a list no id can be absent";
                    let _ = report.add(ProblemCode::BadWaiter, at, message);
                }
                let target = self.state(self.action.response.0, state, report)?;
                Some(CheckedState {
                    source: StateSource::Response { state: target.path },
                    shape: target.shape,
                })
            }
            (Some(one), None) | (None, Some(one)) => {
                let message = "`items` and `id` are only valid together";
                report.add(ProblemCode::BadWaiter, one.at, message).none()
            }
        }
    }

    fn list(&self, items: Text<'_>, report: &mut Report) -> Option<(ResolvedField<'a>, usize)> {
        let target =
            self.resolver.resolve(self.action.response.0, items, ProblemCode::BadWaiter, report)?;
        let item = match target.shape {
            Shape::List(item) => self.resolver.index.class(item),
            _ => None,
        };
        let Some(ShapeClass::Record(item)) = item else {
            let message = format!("{} is not a list of records", quote(items.value));
            return report.add(ProblemCode::BadWaiter, items.at, message).none();
        };
        Some((target, item))
    }

    fn state(
        &self,
        of_type: usize,
        state: Text<'_>,
        report: &mut Report,
    ) -> Option<ResolvedField<'a>> {
        let fits = [ShapeClass::Text, ShapeClass::Integer];
        self.resolver.resolve_class(of_type, state, &fits, ProblemCode::BadWaiter, report)
    }

    /// Reads the states that end the wait and those that fail it, each a possible one.
    pub(super) fn states(
        &self,
        state: Option<&CheckedState<'_>>,
        report: &mut Report,
    ) -> Option<(Vec<String>, Vec<String>)> {
        if let Some(at) = self.waiter.empty_until {
            let _ = report.add(ProblemCode::EmptyList, at, "`until` needs at least one state");
        }
        let shape = state?.shape;
        let mut known = HashMap::new();
        let until = self.values("until", &self.waiter.until, shape, &mut known, report);
        let failed = self.values("failed", &self.waiter.failed, shape, &mut known, report);
        Some((until, failed))
    }

    fn values(
        &self,
        key: &str,
        nodes: &[&Node<'_>],
        shape: &Shape,
        known: &mut HashMap<String, Span>,
        report: &mut Report,
    ) -> Vec<String> {
        let what = format!("{key}[]");
        let is_integer = self.resolver.index.class(shape) == Some(ShapeClass::Integer);
        let values = nodes.iter().filter_map(|node| {
            let value = match is_integer {
                true => as_i64(&what, node, report)?.value.to_string(),
                false => as_text(&what, node, report)?.value.to_owned(),
            };
            if let Some(first) = known.insert(value.clone(), node.at) {
                let message = format!("the state {} is repeated in this waiter", quote(&value));
                let _ = report
                    .add(ProblemCode::RepeatedEntry, node.at, message)
                    .also(first, "first written here");
            }
            self.resolver.check_known(shape, Text { value: &value, at: node.at }, report);
            Some(value)
        });
        values.collect()
    }
}
