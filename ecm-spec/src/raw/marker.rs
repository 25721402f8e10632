//! How a request is marked.

use super::{Object, Text, keys};
use crate::json::Node;
use crate::problem::{Report, Span};

pub(crate) struct TrackingTag<'n> {
    pub(crate) at: Span,
    pub(crate) put: Option<&'n Node<'n>>,
    pub(crate) look_up: Option<Text<'n>>,
    pub(crate) with: Option<&'n Node<'n>>,
    pub(crate) id: Option<Text<'n>>,
}

pub(super) fn read<'n>(node: &'n Node<'n>, report: &mut Report) -> Option<TrackingTag<'n>> {
    let marker = Object::read(node, "a marker", None, &keys::MARKER, report)?;
    Some(TrackingTag {
        at: marker.label,
        put: marker.get("put"),
        look_up: marker.text("look_up", report),
        with: marker.get("with"),
        id: marker.text("id", report),
    })
}
