//! Short descriptions of the parts of a spec.

use ecm_spec::model::{
    Action, Body, Effect, ErrorCode, EventError, Events, Field, GeneratedId, Group, IfAbsent,
    Pagination, RateLimit, RawBody, Region, RetryAdvice, Rule, Severity, Spec, StateSource,
    TrackingTag, WaiterIds,
};

pub(super) fn effect(effect: Effect) -> String {
    match effect {
        Effect::Read => "read",
        Effect::Idempotent => "idempotent",
        Effect::Create => "create",
    }
    .to_owned()
}

pub(super) fn region(region: &Region) -> String {
    match region {
        Region::Required => "required",
        Region::Optional { .. } => "optional",
    }
    .to_owned()
}

pub(super) fn rate_limit(limit: &RateLimit) -> String {
    let RateLimit { id, per_second, server_error } = limit;
    let code = server_error.as_ref().map(|code| format!(", `{code}`")).unwrap_or_default();
    format!("{per_second} in a second (rule `{id}`{code})")
}

pub(super) fn retry(code: &ErrorCode) -> String {
    if !code.has_advice {
        return "no advice".to_owned();
    }
    match code.retry {
        RetryAdvice::Never => "never",
        RetryAdvice::AfterBackoff => "after_backoff",
        RetryAdvice::IfIdempotent => "if_idempotent",
        RetryAdvice::AfterClockCorrection => "after_clock_correction",
        RetryAdvice::AfterCredentialRefresh => "after_credential_refresh",
    }
    .to_owned()
}

pub(super) fn severity(severity: Severity) -> String {
    match severity {
        Severity::Error => "error",
        Severity::Warn => "warn",
    }
    .to_owned()
}

/// Describes a field: `[string], required`.
pub(super) fn field(spec: &Spec, field: &Field) -> String {
    let optional = if field.required.is_some() { "required" } else { "optional" };
    format!("{}, {optional}", field.shape.expression(spec))
}

/// Describes a rule by its sentence; severity `warn` is marked.
pub(super) fn rule<C>(rule: &Rule<C>, sentence: &str) -> String {
    match rule.severity {
        Severity::Error => sentence.to_owned(),
        Severity::Warn => format!("{sentence} (warn)"),
    }
}

pub(super) fn generated_id(generated_id: &GeneratedId) -> String {
    let GeneratedId { prefix, per } = generated_id;
    match per {
        Some(per) => format!("`{prefix}...`, one per `{per}`"),
        None => format!("`{prefix}...`"),
    }
}

pub(super) fn group(group: &Group) -> String {
    let Group { type_name, field_name, doc, variants } = group;
    format!("`{field_name}: {type_name}` of {}: {doc}", variants.join(", "))
}

pub(super) fn tracking_tag(spec: &Spec, tag: &TrackingTag) -> String {
    // The type follows from what is put where.
    let TrackingTag { put, tagged: _, look_up, with, id, created, reserved_prefixes } = tag;
    let look_up = &spec[*look_up].name.wire;
    let mut text = format!("put: {put}, look_up: {look_up}, with: {with}, id: {}", id.join("."));
    if let Some(created) = created {
        text.push_str(", created: ");
        text.push_str(&created.join("."));
    }
    if !reserved_prefixes.is_empty() {
        text.push_str(", reserved_prefixes: ");
        text.push_str(&reserved_prefixes.join(", "));
    }
    text
}

pub(super) fn body(body: &Body) -> String {
    match body {
        Body::Raw(RawBody { content_type, headers, payload }) => {
            let headers: Vec<String> = headers
                .iter()
                .map(|header| format!("{} as {}", header.field, header.name))
                .collect();
            let payload = payload.as_str();
            format!("{content_type}, payload {payload}, headers: {}", headers.join(", "))
        }
        Body::Unsupported { media_type } => format!("unsupported: {media_type}"),
    }
}

pub(super) fn events(spec: &Spec, action: &Action, events: &Events) -> String {
    let Events { text, error, .. } = events;
    let text = text.iter().map(|path| format!("text: {}", path.join(".")));
    let parts = [event_stream(spec, action, events)].into_iter().chain(text);
    parts.chain(error.iter().map(event_error)).collect::<Vec<_>>().join(", ")
}

/// Shows what the methods and the end of a stream depend on, without a record that is the response.
pub(super) fn event_stream(spec: &Spec, action: &Action, events: &Events) -> String {
    let Events { when, event, end, text: _, error: _ } = events;
    let when = when.as_ref().map_or("always".to_owned(), |field| format!("when: {field}"));
    let event = Some(event).filter(|event| **event != action.response);
    let event = event.map(|event| format!("type: {}", spec[*event].name.wire));
    let end = end.as_ref().map(|end| format!("end: {end}"));
    [when].into_iter().chain(event).chain(end).collect::<Vec<_>>().join(", ")
}

fn event_error(error: &EventError) -> String {
    let EventError { mark, code, message } = error;
    let mark = mark.iter().map(|mark| format!("{} is {}", mark.field.join("."), mark.value));
    let code = [format!("code {}", code.join("."))];
    let message = message.iter().map(|path| format!("message {}", path.join(".")));
    format!("error: {}", mark.chain(code).chain(message).collect::<Vec<_>>().join(" "))
}

pub(super) fn pagination(pagination: &Pagination) -> String {
    let keys = pagination.keys().into_iter().map(|(key, value)| format!("{key}: {value}"));
    keys.collect::<Vec<_>>().join(", ")
}

pub(super) fn waiter_ids(ids: &WaiterIds) -> String {
    match ids {
        WaiterIds::One(field) => format!("one in {field}"),
        WaiterIds::List(field) => format!("a list in {field}"),
        WaiterIds::Filter { list, name, value, values } => {
            format!("{values} of an item of {list} whose {name} is {value}")
        }
    }
}

pub(super) fn state_source(source: &StateSource) -> String {
    match source {
        StateSource::Response { state } => state.join("."),
        StateSource::Items { items, id, state } => {
            format!("{} and {} in {}", id.join("."), state.join("."), items.join("."))
        }
    }
}

pub(super) fn if_absent(if_absent: IfAbsent) -> String {
    match if_absent {
        IfAbsent::Wait => "wait",
        IfAbsent::Done => "done",
        IfAbsent::Fail => "fail",
    }
    .to_owned()
}
