//! Checks of event streams: the field that chooses one, the record of an event and the end mark.

use super::action::record;
use super::index::ShapeClass;
use super::naming::NameScope;
use super::resolve::{FieldResolver, action_positions};
use crate::model::{Action, Events, TypeId};
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, Text};

pub(super) fn check(
    resolver: &FieldResolver<'_, '_>,
    actions: &mut [Action],
    methods: &mut NameScope,
    report: &mut Report,
) {
    let positions = action_positions(actions);
    for written in &resolver.raw.actions {
        let Some(events) = &written.events else { continue };
        if let Some(pagination) = &written.pagination {
            let message = format!(
                "{} has `events` and `pagination`, but a stream has no pages",
                quote(written.wire.value)
            );
            let _ = report
                .add(ProblemCode::BadEvents, events.at, message)
                .also(pagination.at, "the pagination");
        }
        let position = positions.get(written.wire.value);
        let Some(action) = position.and_then(|position| actions.get_mut(*position)) else {
            continue;
        };
        action.events = of_action(resolver, action, events, report);
        if let Some(method) = action.stream_method() {
            methods.claim(&method, &action.name.wire, written.wire.at, report);
        }
    }
}

fn of_action(
    resolver: &FieldResolver<'_, '_>,
    action: &Action,
    events: &raw::Events<'_>,
    report: &mut Report,
) -> Option<Events> {
    let when = events.when.map(|written| choice(resolver, action.request, written, report));
    let event = match events.event {
        Some(_) => record(events.event, "event", resolver.index, report),
        None => Some(action.response),
    };
    let end = events.end.map(|written| end_mark(written, report));
    let when = when.map_or(Some(None), |field| field.map(Some))?;
    let end = end.map_or(Some(None), |end| end.map(Some))?;
    Some(Events { when, event: event?, end })
}

/// Resolves the field that chooses between a JSON object and a stream.
fn choice(
    resolver: &FieldResolver<'_, '_>,
    request: TypeId,
    written: Text<'_>,
    report: &mut Report,
) -> Option<String> {
    let code = ProblemCode::BadEvents;
    let shape = resolver.own_field(request.0, written, code, report)?;
    resolver.expect_class(written, shape, &[ShapeClass::Bool], code, report)?;
    if resolver.field(request.0, written.value)?.reserved().is_some() {
        let message = format!("{} is reserved and must not be sent", quote(written.value));
        return report.add(code, written.at, message).none();
    }
    Some(written.value.to_owned())
}

/// Checks that the end mark can be told apart from the record of an event.
fn end_mark(written: Text<'_>, report: &mut Report) -> Option<String> {
    let is_json_object = written.value.trim_start().starts_with('{');
    if is_json_object || written.value.contains(['\r', '\n']) {
        let message = format!("{} cannot be the end mark of a stream", quote(written.value));
        let _ = report
            .add(ProblemCode::BadEvents, written.at, message)
            .help("write one line that is no JSON object, such as `[DONE]`");
        return None;
    }
    Some(written.value.to_owned())
}
