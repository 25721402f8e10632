//! Types and enums that actions use, and those that nothing uses.

use super::index::Index;
use super::shape::is_scalar;
use crate::model::{Action, Shape, Type};
use crate::problem::{ProblemCode, Report, quote};
use crate::raw;

/// Marks types that are sent and types that are received, and reports those that are neither.
pub(super) fn types(
    raw: &raw::Spec<'_>,
    actions: &[Action],
    types: &mut [Type],
    report: &mut Report,
) {
    let sent = reached(types, actions.iter().map(|action| action.request.0));
    let events = actions.iter().filter_map(|action| action.events.as_ref());
    let responses = actions.iter().map(|action| action.response.0);
    let received = reached(types, responses.chain(events.map(|events| events.event.0)));
    // An action or a stream that is left out because it is wrong still uses its types.
    let written = raw.actions.iter().filter(|action| action.events.is_some()).count();
    let streams = actions.iter().filter(|action| action.events.is_some()).count();
    let complete = actions.len() == raw.actions.len() && streams == written;
    let names = raw.types.iter().enumerate();
    let meant = names.filter(|(_, record)| report.is_meant("types", record.wire.value));
    let meant = reached(types, meant.map(|(id, _)| id));
    let marks = sent.iter().zip(received).zip(meant);
    for ((one, record), ((sent, received), meant)) in types.iter_mut().zip(&raw.types).zip(marks) {
        one.sent = *sent;
        one.received = received;
        if complete && !sent && !received && !meant && !is_scalar(record.wire.value) {
            let message = format!("no action uses the type {}", quote(record.wire.value));
            let _ = report
                .add(ProblemCode::UnreachableType, record.wire.at, message)
                .help("name it in an action or in the field of a type that is used, or remove it");
        }
    }
}

/// Marks the types reachable from `starts`, by an explicit stack, as chains can be very long.
fn reached(types: &[Type], starts: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut seen = vec![false; types.len()];
    let mut open: Vec<usize> = starts.collect();
    while let Some(id) = open.pop() {
        let (Some(seen), Some(one)) = (seen.get_mut(id), types.get(id)) else { continue };
        if std::mem::replace(seen, true) {
            continue;
        }
        open.extend(one.fields.iter().filter_map(|field| match field.shape.item() {
            Shape::Record(id) => Some(id.0),
            _ => None,
        }));
    }
    seen
}

/// Reports each enum that no field has as its type.
pub(super) fn enums(raw: &raw::Spec<'_>, index: &Index<'_>, report: &mut Report) {
    let mut used = vec![false; raw.enums.len()];
    for shape in index.shapes() {
        if let Shape::Enum(id) = shape.item()
            && let Some(used) = used.get_mut(id.0)
        {
            *used = true;
        }
    }
    for (enum_type, used) in raw.enums.iter().zip(used) {
        // An enum that a type or a scalar of its name hides has been reported for that.
        let name = enum_type.wire.value;
        let is_hidden = is_scalar(name) || index.items.types.contains(name);
        if used || is_hidden || report.is_meant("types", name) {
            continue;
        }
        let message = format!("no field has the enum {} as its type", quote(enum_type.wire.value));
        let _ = report
            .add(ProblemCode::UnreachableEnum, enum_type.wire.at, message)
            .help("make it the `type` of a field, or remove it");
    }
}
