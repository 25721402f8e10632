//! Tables of paginations and waiters, made at run time as the generator writes static ones.

use ecm_spec::Spec;
use ecm_spec::model::{self, Action, IfAbsent, Shape, StateSource, Type};

use super::intern::intern_all;
use super::rules::{position, positions};
use crate::rt::{
    AbsenceMeaning, FieldPath, PaginationBy, PaginationEnd, PaginationTable, WaiterIds, WaiterTable,
};

/// Returns the table of the pages of an action, if it has any.
pub(super) fn pagination(spec: &'static Spec, action: &Action) -> Option<PaginationTable> {
    let pagination = action.pagination.as_ref()?;
    let (request, response) = (&spec[action.request], &spec[action.response]);
    let field = |name: &String| position(request, name);
    let path = |path: &Vec<String>| positions(spec, response, path);
    Some(PaginationTable {
        by: match &pagination.by {
            model::PaginationBy::Offset { field: name } => PaginationBy::Offset(field(name)),
            model::PaginationBy::Number { field: name } => PaginationBy::Number(field(name)),
            model::PaginationBy::Token { field: name, next } => {
                PaginationBy::Token(field(name), path(next))
            }
        },
        limit: pagination.limit.as_ref().map(field),
        size: pagination.size,
        items: path(&pagination.items),
        total: pagination.total.as_ref().map_or(&[], path),
        end: match &pagination.end {
            None => PaginationEnd::Unspecified,
            Some(model::PaginationEnd::More(more)) => PaginationEnd::HasMore(path(more)),
            Some(model::PaginationEnd::Last(last)) => PaginationEnd::IsLast(path(last)),
        },
    })
}

/// Returns the table of a waiter.
pub(super) fn waiter(spec: &'static Spec, waiter: &'static model::Waiter) -> WaiterTable {
    let response = &spec[spec[waiter.action].response];
    let (items, id, state) = state_source(spec, response, &waiter.state);
    let texts = |texts: &'static [String]| intern_all(texts.iter().map(String::as_str));
    WaiterTable {
        name: &waiter.name.wire,
        ids: match &waiter.ids {
            model::WaiterIds::One(field) => WaiterIds::One(field),
            model::WaiterIds::List(field) => WaiterIds::List(field),
            model::WaiterIds::Filter { list, name, value, values } => {
                WaiterIds::Filter { list, name, value, values }
            }
        },
        batch: usize::try_from(waiter.batch).unwrap_or(usize::MAX),
        limit: waiter.limit.as_deref(),
        items,
        id,
        state,
        until: texts(&waiter.until),
        failed: texts(&waiter.failed),
        absent: match waiter.absent {
            IfAbsent::Wait => AbsenceMeaning::Wait,
            IfAbsent::Done => AbsenceMeaning::Done,
            IfAbsent::Fail => AbsenceMeaning::Fail,
        },
        poll_seconds: waiter.poll_seconds,
        timeout_seconds: waiter.within_seconds,
    }
}

/// Returns the positions of the records, of the id within one and of its state.
fn state_source(
    spec: &'static Spec,
    response: &'static Type,
    source: &StateSource,
) -> (FieldPath, FieldPath, FieldPath) {
    match source {
        StateSource::Response { state } => (&[], &[], positions(spec, response, state)),
        StateSource::Items { items, id, state } => {
            let record = record_in(spec, response, items);
            let at = |path: &Vec<String>| record.map_or(&[][..], |ty| positions(spec, ty, path));
            (positions(spec, response, items), at(id), at(state))
        }
    }
}

/// Returns the type of the records in the list at the end of a path.
fn record_in(spec: &'static Spec, ty: &'static Type, path: &[String]) -> Option<&'static Type> {
    path.iter().try_fold(ty, |ty, name| match ty.field(name)?.shape.item() {
        Shape::Record(id) => Some(&spec[*id]),
        _ => None,
    })
}
