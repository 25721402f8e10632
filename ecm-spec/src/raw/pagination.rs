//! The key `pagination` of an action.

use super::{Object, Text, keys};
use crate::json::Node;
use crate::problem::{Report, Span, Spanned};

pub(crate) struct Pagination<'n> {
    pub(crate) at: Span,
    /// False if something in it was reported, so that what is absent may only be unread.
    pub(crate) is_whole: bool,
    pub(crate) offset: Option<Text<'n>>,
    pub(crate) page: Option<Text<'n>>,
    pub(crate) token: Option<Text<'n>>,
    pub(crate) next: Option<Text<'n>>,
    pub(crate) limit: Option<Text<'n>>,
    pub(crate) size: Option<Spanned<u64>>,
    pub(crate) items: Option<Text<'n>>,
    pub(crate) total: Option<Text<'n>>,
    pub(crate) more: Option<Text<'n>>,
    pub(crate) last: Option<Text<'n>>,
}

pub(super) fn read<'n>(node: &'n Node<'n>, report: &mut Report) -> Option<Pagination<'n>> {
    let problems = report.len();
    let pagination = Object::read(node, "`pagination`", None, &keys::PAGINATION, report)?;
    let mut read = Pagination {
        at: pagination.label,
        is_whole: true,
        offset: pagination.text("offset", report),
        page: pagination.text("page", report),
        token: pagination.text("token", report),
        next: pagination.text("next", report),
        limit: pagination.text("limit", report),
        size: pagination.count("size", report),
        items: pagination.text("items", report),
        total: pagination.text("total", report),
        more: pagination.text("more", report),
        last: pagination.text("last", report),
    };
    read.is_whole = report.len() == problems;
    Some(read)
}
