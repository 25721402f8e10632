//! What can be waited for.

use super::{Object, Text, keys};
use crate::json::{Node, Value};
use crate::model::Absent;
use crate::problem::{Placed, Report, Span};

pub(crate) struct Waiter<'n> {
    pub(crate) wire: Text<'n>,
    pub(crate) name: Option<Text<'n>>,
    pub(crate) doc: Option<Text<'n>>,
    pub(crate) action: Option<Text<'n>>,
    pub(crate) ids: Option<Text<'n>>,
    pub(crate) filter: Option<Filter<'n>>,
    pub(crate) batch: Option<Placed<u64>>,
    pub(crate) items: Option<Text<'n>>,
    pub(crate) id: Option<Text<'n>>,
    pub(crate) state: Option<Text<'n>>,
    pub(crate) until: Vec<&'n Node<'n>>,
    /// Where `until` stands, if it is a list with nothing in it.
    pub(crate) empty_until: Option<Span>,
    pub(crate) failed: Vec<&'n Node<'n>>,
    pub(crate) absent: Option<(Absent, Span)>,
    pub(crate) poll_seconds: Option<Placed<u64>>,
    pub(crate) within_seconds: Option<Placed<u64>>,
}

pub(crate) struct Filter<'n> {
    pub(crate) at: Span,
    pub(crate) list: Option<Text<'n>>,
    pub(crate) name: Option<Text<'n>>,
    pub(crate) value: Option<Text<'n>>,
    pub(crate) values: Option<Text<'n>>,
}

pub(super) fn read<'n>(
    wire: Text<'n>,
    node: &'n Node<'n>,
    report: &mut Report,
) -> Option<Waiter<'n>> {
    let wait = Object::read(node, "a wait", Some(wire.at), &keys::WAIT, report)?;
    let filter = wait
        .get("filter")
        .and_then(|node| Object::read(node, "a filter", None, &keys::FILTER, report))
        .map(|filter| Filter {
            at: filter.label,
            list: filter.text("list", report),
            name: filter.text("name", report),
            value: filter.text("value", report),
            values: filter.text("values", report),
        });
    let absent = wait.get("absent").map(|node| node.at);
    Some(Waiter {
        wire,
        name: wait.text("name", report),
        doc: wait.text("doc", report),
        action: wait.text("action", report),
        ids: wait.text("ids", report),
        filter,
        batch: wait.count("batch", report),
        items: wait.text("items", report),
        id: wait.text("id", report),
        state: wait.text("state", report),
        until: wait.list("until", report).unwrap_or_default().iter().collect(),
        empty_until: wait.get("until").filter(|node| is_empty_list(node)).map(|node| node.at),
        failed: wait.list("failed", report).unwrap_or_default().iter().collect(),
        absent: wait.choice("absent", keys::ABSENCES, report).zip(absent),
        poll_seconds: wait.count("poll_seconds", report),
        within_seconds: wait.count("within_seconds", report),
    })
}

fn is_empty_list(node: &Node<'_>) -> bool {
    matches!(&node.value, Value::List(items) if items.is_empty())
}
