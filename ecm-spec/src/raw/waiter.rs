//! The entries of `waiters`.

use super::{Object, Text, keys};
use crate::json::{Node, Value};
use crate::model::IfAbsent;
use crate::problem::{Report, Span, Spanned};

pub(crate) struct Waiter<'n> {
    pub(crate) wire: Text<'n>,
    pub(crate) name: Option<Text<'n>>,
    pub(crate) doc: Option<Text<'n>>,
    pub(crate) action: Option<Text<'n>>,
    pub(crate) ids: Option<Text<'n>>,
    pub(crate) filter: Option<WaiterFilter<'n>>,
    pub(crate) batch: Option<Spanned<u64>>,
    pub(crate) items: Option<Text<'n>>,
    pub(crate) id: Option<Text<'n>>,
    pub(crate) state: Option<Text<'n>>,
    pub(crate) until: Vec<&'n Node<'n>>,
    /// False if something in it was reported, so that what is absent may only be unread.
    pub(crate) is_whole: bool,
    /// Place of `until`, if it is an empty list.
    pub(crate) empty_until: Option<Span>,
    pub(crate) failed: Vec<&'n Node<'n>>,
    pub(crate) absent: Option<(IfAbsent, Span)>,
    pub(crate) poll_seconds: Option<Spanned<u64>>,
    pub(crate) within_seconds: Option<Spanned<u64>>,
}

pub(crate) struct WaiterFilter<'n> {
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
    let problems = report.len();
    let waiter = Object::read(node, "a waiter", Some(wire.at), &keys::WAITER, report)?;
    let filter = waiter
        .get("filter")
        .and_then(|node| Object::read(node, "a filter", None, &keys::FILTER, report))
        .map(|filter| WaiterFilter {
            at: filter.label,
            list: filter.text("list", report),
            name: filter.text("name", report),
            value: filter.text("value", report),
            values: filter.text("values", report),
        });
    let absent = waiter.get("absent").map(|node| node.at);
    let mut read = Waiter {
        wire,
        is_whole: true,
        name: waiter.text("name", report),
        doc: waiter.text("doc", report),
        action: waiter.text("action", report),
        ids: waiter.text("ids", report),
        filter,
        batch: waiter.count("batch", report),
        items: waiter.text("items", report),
        id: waiter.text("id", report),
        state: waiter.text("state", report),
        until: waiter.list("until", report).unwrap_or_default().iter().collect(),
        empty_until: waiter.get("until").filter(|node| is_empty_list(node)).map(|node| node.at),
        failed: waiter.list("failed", report).unwrap_or_default().iter().collect(),
        absent: waiter.choice("absent", keys::IF_ABSENT, report).zip(absent),
        poll_seconds: waiter.count("poll_seconds", report),
        within_seconds: waiter.count("within_seconds", report),
    };
    read.is_whole = report.len() == problems;
    Some(read)
}

fn is_empty_list(node: &Node<'_>) -> bool {
    matches!(&node.value, Value::List(items) if items.is_empty())
}
