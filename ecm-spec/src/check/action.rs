//! Checks of actions: their records, names and rate limits.

use std::collections::BTreeMap;

use super::head::optional;
use super::index::Index;
use super::naming::{self, NameScope};
use super::record::check_id;
use super::shape::is_scalar;
use crate::bytes::is_graphic;
use crate::model::{Action, Effect, ErrorId, RateLimit, Region, TypeId};
use crate::name::{NameKind, upper_camel_case};
use crate::problem::{ProblemCode, Report, Span, quote};
use crate::raw::{self, Text};

pub(super) fn check(
    raw: &raw::Spec<'_>,
    index: &Index<'_>,
    methods: &mut NameScope,
    report: &mut Report,
) -> Vec<Action> {
    // The enums of error codes. `CommonErrorCode` always exists.
    let mut stems = NameScope::new();
    let mut requests = BTreeMap::new();
    let mut actions = Vec::with_capacity(raw.actions.len());
    for action in &raw.actions {
        check_header(action.wire, report);
        let name = naming::name(NameKind::Method, action.wire, action.name, methods, report);
        check_stem(action.wire, &name.rust, &mut stems, report);
        let request = record(action.request, "request", index, report);
        let response = record(action.response, "response", index, report);
        if let (Some(id), Some(written)) = (request, action.request) {
            check_request_is_its_own(id, written, &mut requests, report);
        }
        let errors = action.errors.iter().filter_map(|code| index.errors.get(code.value));
        let errors = errors.map(|error| ErrorId(*error)).collect();
        let region = region(&action.region, report);
        let rate_limit = action.rate_limit.as_ref().and_then(|limit| rate(limit, report));
        let (Some(request), Some(response)) = (request, response) else { continue };
        actions.push(Action {
            name,
            doc: optional(action.doc),
            group: action.group.map(|group| group.value.to_owned()),
            request,
            response,
            effect: action.effect.unwrap_or(Effect::Create),
            effect_guessed: action.effect_guessed,
            region,
            unsigned: action.unsigned,
            rate_limit,
            // Set once the types are known.
            body: None,
            events: None,
            pagination: None,
            tracking_tag: None,
            errors,
            deprecated: optional(action.deprecated),
        });
    }
    actions
}

/// Checks that a request belongs to one action, because a request knows which action it calls.
fn check_request_is_its_own(
    id: TypeId,
    written: Text<'_>,
    requests: &mut BTreeMap<TypeId, Span>,
    report: &mut Report,
) {
    if let Some(first) = requests.get(&id) {
        let message = format!("{} is the request of two actions", quote(written.value));
        let _ = report
            .add(ProblemCode::SharedRequest, written.at, message)
            .help("give each action its own request type; the types inside it may be shared")
            .also(*first, "first used here");
    } else {
        requests.insert(id, written.at);
    }
}

/// Checks that the name can be sent in a header.
fn check_header(wire: Text<'_>, report: &mut Report) {
    // Invisible characters and empty names are reported together with those of all other names.
    if !is_graphic(wire.value) && !wire.value.chars().any(crate::problem::is_invisible) {
        let message = format!("the action {} cannot be sent in a header", quote(wire.value));
        let _ = report
            .add(ProblemCode::UnusableName, wire.at, message)
            .help("an action's name consists of ASCII letters and digits");
    }
}

/// Checks that the enum of error codes gets a name of its own. Two methods can differ where the
/// enums named after them do not.
fn check_stem(wire: Text<'_>, method: &str, stems: &mut NameScope, report: &mut Report) {
    let stem = upper_camel_case(method);
    if stem == "Common" {
        let message = format!(
            "the error enum of {} would be called `CommonErrorCode`, as that of the common codes is",
            quote(wire.value)
        );
        let _ = report
            .add(ProblemCode::NameCollision, wire.at, message)
            .help("give the action a `name` of its own");
    } else if !stem.is_empty() {
        let error_enum = format!("{stem}ErrorCode");
        stems.claim(&error_enum, wire.value, wire.at, report);
    }
}

/// Resolves a request, a response or an event, which must be a record.
pub(super) fn record(
    written: Option<Text<'_>>,
    key: &str,
    index: &Index<'_>,
    report: &mut Report,
) -> Option<TypeId> {
    let written = written?;
    if let Some(id) = index.items.types.get(written.value) {
        return Some(TypeId(*id));
    }
    let other = is_scalar(written.value)
        || index.items.enums.contains(written.value)
        || written.value.starts_with('[');
    if other {
        let message = format!(
            "the {key} of an action must be a record type, which {} is not",
            quote(written.value)
        );
        return report.add(ProblemCode::NotARecord, written.at, message).none();
    }
    if report.is_unread("types", written.value) {
        return None;
    }
    let names = index.items.names.iter().copied();
    let names = names.filter(|name| index.items.types.contains(name));
    let message = format!("no type is called {}", quote(written.value));
    report.unknown(ProblemCode::UnknownType, written, names, message)
}

fn region(region: &raw::Region<'_>, report: &mut Report) -> Region {
    match region {
        raw::Region::Required => Region::Required,
        raw::Region::Optional { rule } => {
            if let Some(id) = rule {
                check_id(*id, report);
            }
            Region::Optional { rule: rule.map(|id| id.value.to_owned()) }
        }
    }
}

fn rate(limit: &raw::RateLimit<'_>, report: &mut Report) -> Option<RateLimit> {
    let id = limit.id?;
    check_id(id, report);
    let per_second = limit.per_second?;
    let bad = |at: Span, report: &mut Report| {
        let message =
            format!("a rate limit of {} requests per second is invalid", per_second.value);
        let _ = report
            .add(ProblemCode::BadRate, at, message)
            .help(format!("write a number from 1 to {}", u32::MAX));
    };
    match u32::try_from(per_second.value) {
        Ok(rate @ 1..) => Some(RateLimit {
            id: id.value.to_owned(),
            per_second: rate,
            server_error: limit.server_error.map(|code| code.value.to_owned()),
        }),
        _ => {
            bad(per_second.at, report);
            None
        }
    }
}
