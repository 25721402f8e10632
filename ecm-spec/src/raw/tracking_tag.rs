//! The key `tracking_tag` of an action.

use super::{Object, Text, keys};
use crate::json::Node;
use crate::problem::{Report, Span};

pub(crate) struct TrackingTag<'n> {
    pub(crate) at: Span,
    pub(crate) put: Option<&'n Node<'n>>,
    pub(crate) look_up: Option<Text<'n>>,
    pub(crate) with: Option<&'n Node<'n>>,
    pub(crate) id: Option<Text<'n>>,
    pub(crate) created: Option<Text<'n>>,
    pub(crate) reserved_prefixes: Vec<Text<'n>>,
}

pub(super) fn read<'n>(node: &'n Node<'n>, report: &mut Report) -> Option<TrackingTag<'n>> {
    let tag = Object::read(node, "a tracking tag", None, &keys::TRACKING_TAG, report)?;
    Some(TrackingTag {
        at: tag.label,
        put: tag.get("put"),
        look_up: tag.text("look_up", report),
        with: tag.get("with"),
        id: tag.text("id", report),
        created: tag.text("created", report),
        reserved_prefixes: tag.texts("reserved_prefixes", report).unwrap_or_default(),
    })
}
