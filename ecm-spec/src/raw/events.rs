//! The key `events` of an action.

use super::{Object, Text, keys};
use crate::json::Node;
use crate::problem::{Report, Span};

pub(crate) struct Events<'n> {
    pub(crate) at: Span,
    /// False if something in it was reported, so that what is absent may only be unread.
    pub(crate) is_whole: bool,
    pub(crate) when: Option<Text<'n>>,
    pub(crate) event: Option<Text<'n>>,
    pub(crate) end: Option<Text<'n>>,
    pub(crate) text: Option<Text<'n>>,
    pub(crate) error: Option<EventError<'n>>,
}

/// The key `error` of `events`.
pub(crate) struct EventError<'n> {
    pub(crate) field: Option<Text<'n>>,
    pub(crate) value: Option<Text<'n>>,
    pub(crate) code: Option<Text<'n>>,
    pub(crate) message: Option<Text<'n>>,
}

pub(super) fn read<'n>(node: &'n Node<'n>, report: &mut Report) -> Option<Events<'n>> {
    let problems = report.len();
    let events = Object::read(node, "`events`", None, &keys::EVENTS, report)?;
    let mut read = Events {
        at: events.label,
        is_whole: true,
        when: events.text("when", report),
        event: events.text("type", report),
        end: events.text("end", report),
        text: events.text("text", report),
        error: events.get("error").and_then(|node| read_error(node, report)),
    };
    read.is_whole = report.len() == problems;
    Some(read)
}

fn read_error<'n>(node: &'n Node<'n>, report: &mut Report) -> Option<EventError<'n>> {
    let error = Object::read(node, "`error`", None, &keys::EVENT_ERROR, report)?;
    Some(EventError {
        field: error.text("field", report),
        value: error.text("value", report),
        code: error.text("code", report),
        message: error.text("message", report),
    })
}
