//! Checks of bodies that are not JSON: their content types, and the headers of the fields.

use std::collections::HashMap;

use super::index::ShapeClass;
use super::resolve::{FieldResolver, action_positions};
use crate::model::{Action, Body, BodyHeader, Payload, RawBody, TypeId};
use crate::problem::{ProblemCode, Report, Span, quote};
use crate::raw::{self, Text};

/// Classes of values that a header can hold.
const SCALARS: [ShapeClass; 4] =
    [ShapeClass::Text, ShapeClass::Integer, ShapeClass::Float, ShapeClass::Bool];

/// Headers that say how a request travels, or that every request has anyway.
const CLIENT_HEADERS: [&str; 15] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
];
/// Beginning of the names of all common parameters.
const COMMON_HEADERS: &str = "x-tc-";

pub(super) fn check(resolver: &FieldResolver<'_, '_>, actions: &mut [Action], report: &mut Report) {
    let positions = action_positions(actions);
    for written in &resolver.raw.actions {
        let Some(body) = &written.body else { continue };
        check_form(body, report);
        check_methods(resolver.raw, written, body, report);
        let position = positions.get(written.wire.value);
        let Some(action) = position.and_then(|position| actions.get_mut(*position)) else {
            continue;
        };
        action.body = of_action(resolver, action.request, body, report);
    }
}

/// Checks that the body is of exactly one kind.
fn check_form(body: &raw::Body<'_>, report: &mut Report) {
    let raw = body.content_type.map(|text| text.at);
    match (raw, body.unsupported) {
        (None, None) if body.is_whole => {
            let message = "`body` needs `content_type`, or `unsupported`";
            let _ = report
                .add(ProblemCode::BadBody, body.at, message)
                .help("write `content_type` for bytes that are sent as they are");
        }
        (_, Some(unsupported))
            if raw.is_some() || !body.headers.is_empty() || body.payload.is_some() =>
        {
            let message = "a body that is `unsupported` has no other key";
            let _ = report
                .add(ProblemCode::BadBody, unsupported.at, message)
                .help("leave out `unsupported` if the body travels as the other keys say");
        }
        _ => {}
    }
}

/// Refuses methods that make requests of their own, which would have no bytes to send.
fn check_methods(
    spec: &raw::Spec<'_>,
    action: &raw::Action<'_>,
    body: &raw::Body<'_>,
    report: &mut Report,
) {
    if body.unsupported.is_some() {
        return;
    }
    let name = action.wire.value;
    let of_action = [
        action.events.as_ref().map(|events| ("`events`", events.at)),
        action.pagination.as_ref().map(|pagination| ("`pagination`", pagination.at)),
        action.tracking_tag.as_ref().map(|tag| ("`tracking_tag`", tag.at)),
    ];
    let of_waiter = |waiter: &raw::Waiter<'_>| {
        waiter.action.filter(|action| action.value == name).map(|action| ("a waiter", action.at))
    };
    let waiters = spec.waiters.iter().filter_map(of_waiter);
    for (what, at) in of_action.into_iter().flatten().chain(waiters) {
        let message = format!("{} has a raw `body`, so it cannot have {what}", quote(name));
        let _ = report.add(ProblemCode::BadBody, body.at, message).also(at, "this one");
    }
}

fn of_action(
    resolver: &FieldResolver<'_, '_>,
    request: TypeId,
    body: &raw::Body<'_>,
    report: &mut Report,
) -> Option<Body> {
    if let Some(unsupported) = body.unsupported {
        let media_type = media_type(unsupported, report)?;
        return Some(Body::Unsupported { media_type });
    }
    let content_type = body.content_type.and_then(|written| media_type(written, report));
    check_names(body, report);
    let named: HashMap<&str, &raw::BodyHeader<'_>> =
        body.headers.iter().map(|header| (header.field.value, header)).collect();
    for header in &body.headers {
        check_field(resolver, request, header.field, report);
    }
    // A misspelt field is not reported a second time as one without a header.
    let is_known = named.keys().all(|field| resolver.field(request.0, field).is_some());
    let fields = resolver.raw.types.get(request.0).map_or(&[][..], |request| &request.fields);
    let mut headers = Vec::with_capacity(fields.len());
    for field in fields {
        match named.get(field.wire.value) {
            Some(header) => headers.push(BodyHeader {
                field: header.field.value.to_owned(),
                name: header.name.value.to_owned(),
            }),
            None if body.is_whole && is_known => {
                let message =
                    format!("{} has no header that would carry it", quote(field.wire.value));
                let _ = report
                    .add(ProblemCode::BadBody, body.at, message)
                    .help("name one in `headers` for each field of the request")
                    .also(field.wire.at, "the field");
            }
            None => {}
        }
    }
    let payload = body.payload.unwrap_or(Payload::Signed);
    Some(Body::Raw(RawBody { content_type: content_type?, headers, payload }))
}

/// Checks that a field is one that a header can hold.
fn check_field(
    resolver: &FieldResolver<'_, '_>,
    request: TypeId,
    field: Text<'_>,
    report: &mut Report,
) {
    let FieldResolver { raw, index, .. } = resolver;
    let position = index.field(raw, request.0, field, field.value, report);
    let shape = position.and_then(|position| index.shape(request.0, position));
    let class = shape.and_then(|shape| index.class(shape));
    if let Some(class) = class.filter(|class| !SCALARS.contains(class)) {
        let message =
            format!("{} is {}, which no header can hold", quote(field.value), class.describe());
        let _ = report.add(ProblemCode::BadBody, field.at, message);
    }
}

/// Checks that each name can be a header, that the client does not set it, and that it is unique.
fn check_names(body: &raw::Body<'_>, report: &mut Report) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    for raw::BodyHeader { name, .. } in &body.headers {
        let lower = name.value.to_ascii_lowercase();
        let problem = if !is_token(name.value) {
            "is not the name of a header"
        } else if lower.starts_with(COMMON_HEADERS) || CLIENT_HEADERS.contains(&lower.as_str()) {
            "is a header that the client sets itself"
        } else if let Some(first) = seen.get(&lower) {
            let message = format!("the header {} carries two fields", quote(name.value));
            let _ = report
                .add(ProblemCode::BadBody, name.at, message)
                .help("the case of letters does not make two headers of one")
                .also(*first, "first used here");
            continue;
        } else {
            seen.insert(lower, name.at);
            continue;
        };
        let message = format!("{} {problem}", quote(name.value));
        let _ = report.add(ProblemCode::BadBody, name.at, message);
    }
}

/// Checks a media type such as `text/plain; charset=utf-8`.
fn media_type(written: Text<'_>, report: &mut Report) -> Option<String> {
    let (kind, parameters) = written.value.split_once(';').unwrap_or((written.value, ""));
    let is_kind =
        kind.trim_end().split_once('/').is_some_and(|(main, sub)| is_token(main) && is_token(sub));
    if !is_kind || parameters.bytes().any(|byte| !matches!(byte, b' '..=b'~')) {
        let message = format!("{} is not a media type", quote(written.value));
        let _ = report
            .add(ProblemCode::BadBody, written.at, message)
            .help("write one such as `application/octet-stream`");
        return None;
    }
    Some(written.value.to_owned())
}

/// Returns true for a token of HTTP, which names of headers are.
fn is_token(text: &str) -> bool {
    const MARKS: &[u8] = b"!#$%&'*+-.^_`|~";
    let of_token = |byte: u8| byte.is_ascii_alphanumeric() || MARKS.contains(&byte);
    !text.is_empty() && text.bytes().all(of_token)
}
