//! Checks of event streams: the field that chooses one, their events and the end mark.

use super::action::record;
use super::index::ShapeClass;
use super::naming::NameScope;
use super::resolve::{FieldResolver, ResolvedField, action_positions};
use crate::model::{Action, EventError, EventMark, Events, Path, TypeId};
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, Text};

const CODE: ProblemCode = ProblemCode::BadEvents;

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
            let _ = report.add(CODE, events.at, message).also(pagination.at, "the pagination");
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
    let when = events.when.and_then(|written| choice(resolver, action.request, written, report));
    let event = match events.event {
        Some(_) => record(events.event, "event", resolver.index, report),
        None => events.is_whole.then_some(action.response),
    };
    let end = events.end.and_then(|written| end_mark(written, report));
    let event = event?;
    let text = events.text.and_then(|written| {
        let field = resolver.resolve_in_items(event.0, written, CODE, report)?;
        shown(resolver, field, written, &[ShapeClass::Text], report)
    });
    let error = events.error.as_ref().filter(|_| events.is_whole);
    let error = error.and_then(|written| error_form(resolver, event, written, report));
    // Something in it may have been reported; what uses its record is known all the same.
    Some(Events { when, event, end, text, error })
}

/// Checks how an event that tells of a failure is told from others.
fn error_form(
    resolver: &FieldResolver<'_, '_>,
    event: TypeId,
    error: &raw::EventError<'_>,
    report: &mut Report,
) -> Option<EventError> {
    let mut field = |written: Text<'_>, fits: &[ShapeClass]| {
        let field = resolver.resolve(event.0, written, CODE, report)?;
        shown(resolver, field, written, fits, report)
    };
    let code = error.code.and_then(|code| field(code, &[ShapeClass::Text, ShapeClass::Integer]));
    let message = error.message.and_then(|message| field(message, &[ShapeClass::Text]));
    let mark = match (error.field, error.value) {
        (Some(field), Some(value)) => mark(resolver, event, field, value, report),
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => {
            let message = "`field` and `value` are only valid together";
            return report.add(CODE, one.at, message).none();
        }
    };
    Some(EventError { mark, code: code?, message })
}

fn mark(
    resolver: &FieldResolver<'_, '_>,
    event: TypeId,
    field: Text<'_>,
    value: Text<'_>,
    report: &mut Report,
) -> Option<EventMark> {
    let resolved = resolver.resolve_class(event.0, field, &[ShapeClass::Text], CODE, report)?;
    resolver.check_known(resolved.shape, value, report);
    Some(EventMark { field: resolved.path, value: value.value.to_owned() })
}

/// Checks that a field of an event can be shown, and is of one of the classes `fits`.
fn shown(
    resolver: &FieldResolver<'_, '_>,
    field: ResolvedField<'_>,
    written: Text<'_>,
    fits: &[ShapeClass],
    report: &mut Report,
) -> Option<Path> {
    resolver.expect_class(written, field.shape, fits, CODE, report)?;
    if field.is_secret {
        let message = format!("{} is secret and must not be shown", quote(written.value));
        return report.add(CODE, written.at, message).none();
    }
    Some(field.path)
}

/// Resolves the field that chooses between a JSON object and a stream.
fn choice(
    resolver: &FieldResolver<'_, '_>,
    request: TypeId,
    written: Text<'_>,
    report: &mut Report,
) -> Option<String> {
    let shape = resolver.own_field(request.0, written, CODE, report)?;
    resolver.expect_class(written, shape, &[ShapeClass::Bool], CODE, report)?;
    if resolver.field(request.0, written.value)?.reserved().is_some() {
        let message = format!("{} is reserved and must not be sent", quote(written.value));
        return report.add(CODE, written.at, message).none();
    }
    Some(written.value.to_owned())
}

/// Checks that the end mark can be told apart from the record of an event.
fn end_mark(written: Text<'_>, report: &mut Report) -> Option<String> {
    let is_json_object = written.value.trim_start().starts_with('{');
    if is_json_object || written.value.contains(['\r', '\n']) {
        let message = format!("{} cannot be the end mark of a stream", quote(written.value));
        let _ = report
            .add(CODE, written.at, message)
            .help("write one line that is no JSON object, such as `[DONE]`");
        return None;
    }
    Some(written.value.to_owned())
}
