//! Where states are seen, and which are waited for.

use std::collections::HashMap;

use super::Owner;
use super::ids::Ids;
use crate::check::index::Class;
use crate::check::path::Target;
use crate::json::Node;
use crate::model::{Shape, WaiterIds, WaiterSeen};
use crate::problem::{Code, Report, Span, quote};
use crate::raw::{Text, as_int, as_text};

/// Where states are, and what they can be.
pub(super) struct Seen<'a> {
    pub(super) seen: WaiterSeen,
    shape: &'a Shape,
}

impl<'a> Owner<'a, '_> {
    pub(super) fn seen(&self, ids: Option<&Ids>, report: &mut Report) -> Option<Seen<'a>> {
        let waiter = self.waiter;
        let state = waiter.state?;
        match (waiter.items, waiter.id) {
            (Some(items), Some(id)) => {
                let (list, item) = self.list(items, report)?;
                let wanted = "text";
                let id_target = self.lookup.find(item, id, Code::BadWaiter, report)?;
                let (shape, code) = (id_target.shape, Code::BadWaiter);
                self.lookup.fits(id, shape, &[Class::Text], wanted, code, report)?;
                let target = self.state(item, state, report)?;
                let seen =
                    WaiterSeen::Items { items: list.path, id: id_target.path, state: target.path };
                Some(Seen { seen, shape: target.shape })
            }
            (None, None) => {
                if ids.is_some_and(|ids| !matches!(ids.ids, WaiterIds::One(_))) {
                    let message =
                        "states of several ids are in a list: `items` and `id` are missing";
                    let _ = report.add(Code::BadWaiter, waiter.wire.at, message);
                    return None;
                }
                if let Some((_, at)) = waiter.absent {
                    let message = "without `items` nothing can be absent";
                    let _ = report.add(Code::BadWaiter, at, message);
                }
                let target = self.state(self.action.response.0, state, report)?;
                Some(Seen { seen: WaiterSeen::Answer { state: target.path }, shape: target.shape })
            }
            (Some(one), None) | (None, Some(one)) => {
                let message = "`items` and `id` go together: which record has which id";
                let _ = report.add(Code::BadWaiter, one.at, message);
                None
            }
        }
    }

    /// A list of records in the response.
    fn list(&self, items: Text<'_>, report: &mut Report) -> Option<(Target<'a>, usize)> {
        let target = self.lookup.find(self.action.response.0, items, Code::BadWaiter, report)?;
        let item = match target.shape {
            Shape::List(item) => self.lookup.index.class(item),
            _ => None,
        };
        let Some(Class::Record(item)) = item else {
            let message = format!("{} is not a list of records", quote(items.value));
            let _ = report.add(Code::BadWaiter, items.at, message);
            return None;
        };
        Some((target, item))
    }

    fn state(&self, of_type: usize, state: Text<'_>, report: &mut Report) -> Option<Target<'a>> {
        let target = self.lookup.find(of_type, state, Code::BadWaiter, report)?;
        let fits = [Class::Text, Class::Integer];
        let wanted = "text or an integer";
        self.lookup.fits(state, target.shape, &fits, wanted, Code::BadWaiter, report)?;
        Some(target)
    }

    /// The states that are waited for and those that are failures, each one that there can be.
    pub(super) fn states(
        &self,
        seen: Option<&Seen<'_>>,
        report: &mut Report,
    ) -> Option<(Vec<String>, Vec<String>)> {
        if let Some(at) = self.waiter.empty_until {
            let _ = report.add(Code::EmptyList, at, "`until` names no state to wait for");
        }
        let shape = seen?.shape;
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
        let is_integer = self.lookup.index.class(shape) == Some(Class::Integer);
        let values = nodes.iter().filter_map(|node| {
            let value = match is_integer {
                true => as_int(&what, node, report)?.value.to_string(),
                false => as_text(&what, node, report)?.value.to_owned(),
            };
            if let Some(first) = known.insert(value.clone(), node.at) {
                let message = format!("the state {} stands twice in this waiter", quote(&value));
                let _ = report
                    .add(Code::RepeatedEntry, node.at, message)
                    .also(first, "first written here");
            }
            self.check_known(&value, node.at, shape, report);
            Some(value)
        });
        values.collect()
    }

    /// A state of an enum is one of its values.
    fn check_known(&self, value: &str, at: Span, shape: &Shape, report: &mut Report) {
        let Shape::Enum(id) = shape else { return };
        let Err(close) = self.lookup.check_value(*id, value, report) else { return };
        let enum_type = self.lookup.raw.enums.get(id.0);
        let message = format!(
            "{} is not a value of the enum {}",
            quote(value),
            quote(enum_type.map_or("", |one| one.wire.value))
        );
        let _ =
            report.add(Code::UnknownValue, at, message).did_you_mean(close.as_deref(), String::new);
    }
}
