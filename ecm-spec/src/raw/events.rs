//! The key `events` of an action.

use super::{Object, Text, keys};
use crate::json::Node;
use crate::problem::{Report, Span};

pub(crate) struct Events<'n> {
    pub(crate) at: Span,
    pub(crate) when: Option<Text<'n>>,
    pub(crate) event: Option<Text<'n>>,
    pub(crate) end: Option<Text<'n>>,
}

pub(super) fn read<'n>(node: &'n Node<'n>, report: &mut Report) -> Option<Events<'n>> {
    let events = Object::read(node, "`events`", None, &keys::EVENTS, report)?;
    Some(Events {
        at: events.label,
        when: events.text("when", report),
        event: events.text("type", report),
        end: events.text("end", report),
    })
}
