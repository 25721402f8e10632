//! The key `body` of an action.

use super::{Object, Text, as_text, keys};
use crate::json::Node;
use crate::model::Payload;
use crate::problem::{Report, Span};

pub(crate) struct Body<'n> {
    pub(crate) at: Span,
    /// False if something in it was reported, so that what is absent may only be unread.
    pub(crate) is_whole: bool,
    pub(crate) content_type: Option<Text<'n>>,
    pub(crate) headers: Vec<BodyHeader<'n>>,
    pub(crate) payload: Option<Payload>,
    pub(crate) unsupported: Option<Text<'n>>,
}

/// Field of the request, and the header that carries it.
pub(crate) struct BodyHeader<'n> {
    pub(crate) field: Text<'n>,
    pub(crate) name: Text<'n>,
}

pub(super) fn read<'n>(node: &'n Node<'n>, report: &mut Report) -> Option<Body<'n>> {
    let problems = report.len();
    let body = Object::read(node, "`body`", None, &keys::BODY, report)?;
    let mut read = Body {
        at: body.label,
        is_whole: true,
        content_type: body.text("content_type", report),
        headers: body.named("headers", report, header),
        payload: body.choice("payload", keys::PAYLOADS, report),
        unsupported: body.text("unsupported", report),
    };
    read.is_whole = report.len() == problems;
    Some(read)
}

fn header<'n>(field: Text<'n>, node: &'n Node<'n>, report: &mut Report) -> Option<BodyHeader<'n>> {
    Some(BodyHeader { field, name: as_text(field.value, node, report)? })
}
