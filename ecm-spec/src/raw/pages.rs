//! How an action is asked for one page after the other.

use super::{Object, Text, keys};
use crate::json::Node;
use crate::problem::{Placed, Report, Span};

pub(crate) struct Pagination<'n> {
    pub(crate) at: Span,
    pub(crate) offset: Option<Text<'n>>,
    pub(crate) page: Option<Text<'n>>,
    pub(crate) token: Option<Text<'n>>,
    pub(crate) next: Option<Text<'n>>,
    pub(crate) limit: Option<Text<'n>>,
    pub(crate) size: Option<Placed<u64>>,
    pub(crate) items: Option<Text<'n>>,
    pub(crate) total: Option<Text<'n>>,
    pub(crate) more: Option<Text<'n>>,
    pub(crate) last: Option<Text<'n>>,
}

pub(super) fn read<'n>(node: &'n Node<'n>, report: &mut Report) -> Option<Pagination<'n>> {
    let pages = Object::read(node, "`pages`", None, &keys::PAGES, report)?;
    Some(Pagination {
        at: pages.label,
        offset: pages.text("offset", report),
        page: pages.text("page", report),
        token: pages.text("token", report),
        next: pages.text("next", report),
        limit: pages.text("limit", report),
        size: pages.count("size", report),
        items: pages.text("items", report),
        total: pages.text("total", report),
        more: pages.text("more", report),
        last: pages.text("last", report),
    })
}
